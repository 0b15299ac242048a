package dev.orrery.publisher.search;

import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.store.AlreadyClosedException;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts into the index what records say. The last record of a key counts, so it does no harm when one comes again.
final class Filing {
    /// Of a post's text that is searched, in characters: some 16,000 words.
    private static final int LONGEST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

    private final SearchIndex index;

    Filing(SearchIndex index) {
        this.index = index;
    }

    void file(ConsumerRecord<byte[], byte @Nullable []> record) throws IOException {
        if (record.key() == null) {
            return;
        }
        var key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.topic().equals(Topics.ENTRIES.name())) {
                entry(key, EventCodec.value(Topics.ENTRIES, record));
            } else if (record.topic().equals(Topics.PLACEMENTS.name())) {
                placement(key, EventCodec.value(Topics.PLACEMENTS, record));
            }
        } catch (UnreadableEvent _) {
            // Of a version to come: pages do not know it either, and what is filed stays as it is.
        } catch (AlreadyClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("What {} says of {} cannot be searched for; the rest can.", record.topic(), key, e);
        }
    }

    /// @param entry null where it is gone
    void entry(String entryId, @Nullable Entry entry) throws IOException {
        var before = index.get(entryId);
        put(before, before.with(entry == null ? null : text(entry)));
    }

    /// @param key       planet/entry id
    /// @param placement null where it is gone
    void placement(String key, @Nullable Placement placement) throws IOException {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return;
        }
        var before = index.get(key.substring(slash + 1));
        put(before, before.with(key.substring(0, slash), placement == null ? null : place(placement)));
    }

    private void put(Filed before, Filed after) throws IOException {
        if (!after.equals(before)) {
            index.put(after);
        }
    }

    private static Filed.Text text(Entry entry) {
        var plain = entry.html() == null
                ? entry.summary()
                : Jsoup.parseBodyFragment(entry.html()).text();
        return new Filed.Text(entry.language(), entry.title(), beginning(plain == null ? "" : plain), entry.rankAt());
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST);
    }

    private static Filed.@Nullable Place place(Placement placement) {
        return switch (placement.outcome()) {
            // What others crowd out of the planet's page is looked for all the more.
            case SHOWN, COLLAPSED ->
                new Filed.Place(
                        placement.subscription(),
                        placement.entry().authors(),
                        placement.tags().stream().flatMap(Filing::spellings).toList());
            case HIDDEN, DUPLICATE, QUARANTINED -> null;
        };
    }

    private static Stream<String> spellings(PlacedTag tag) {
        return tag.tag().equals(tag.label()) ? Stream.of(tag.tag()) : Stream.of(tag.tag(), tag.label());
    }
}
