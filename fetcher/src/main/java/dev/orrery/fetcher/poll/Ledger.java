package dev.orrery.fetcher.poll;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Document;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.State;
import dev.orrery.fetcher.parse.ParsedFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares a feed's document with what was seen before. Pure: what it decides follows from its arguments.
///
/// `firstSeenAt` and `rankAt` are set when an entry is first seen and never again. A revision is raised when the
/// content changes; what was on its way when a fetcher died is sent again as it was, byte for byte, or, where it is
/// no longer so, as a further revision.
final class Ledger {
    private final String feedId;
    private final String feedUrl;
    private final ParsedFeed feed;
    private final Map<String, Placed> entries = new LinkedHashMap<>();

    /// An entry and where it stands in the document.
    private record Placed(int position, RawEntry.Key key, Source source, String hash) {}

    /// What a record says beside its source, of which it has the hash: equal frames are equal records.
    private record Frame(
            String feedUrl,
            int revision,
            Instant firstSeenAt,
            Instant rankAt,
            Instant seenAt,
            @Nullable Instant editedAt,
            String contentHash,
            Document document) {}

    Ledger(String feedId, String feedUrl, ParsedFeed feed) {
        this.feedId = feedId;
        this.feedUrl = feedUrl;
        this.feed = feed;
        var keys = EntryKeys.of(feed.entries());
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            // The very same entry twice in one document is one entry.
            var entry = feed.entries().get(i);
            int position = i;
            entries.computeIfAbsent(Ids.entryId(feedId, key.value()), id -> placed(position, key, entry));
        }
    }

    private static Placed placed(int position, RawEntry.Key key, Source entry) {
        var source = EntryCut.fit(entry);
        return new Placed(position, key, source, hash(source));
    }

    Set<String> entryIds() {
        return new HashSet<>(entries.keySet());
    }

    /// @param known of this document's entries, those that were seen before, by entry id
    /// @param now   when the document was fetched
    List<Sighting> compare(Map<String, SeenEntry> known, Instant now) {
        var changed = new ArrayList<Sighting>();
        int undated = 0;
        for (var entry : entries.entrySet()) {
            var placed = entry.getValue();
            var seen = known.get(entry.getKey());
            if (seen == null) {
                var date = dateOf(placed.source());
                var rankAt = date == null ? now.minusMillis(undated++) : date.isBefore(now) ? date : now;
                changed.add(revise(new SeenEntry(entry.getKey(), feedId, placed.key(), now, rankAt), placed, true));
            } else {
                var sighting = again(seen, placed, now);
                if (sighting != null) {
                    changed.add(sighting);
                }
            }
        }
        return changed;
    }

    private @Nullable Sighting again(SeenEntry seen, Placed placed, Instant now) {
        var source = placed.source();
        if (placed.hash().equals(seen.contentHash)) {
            if (seen.pendingHash == null) {
                return null;
            }
            if (frameHash(seen).equals(seen.pendingHash)) {
                return new Sighting(seen, record(seen, source), false);
            }
        }
        if (!EntryKeys.textHash(source).equals(seen.textHash)) {
            seen.editedAt = now;
        }
        seen.seenAt = now;
        return revise(seen, placed, false);
    }

    private Sighting revise(SeenEntry seen, Placed placed, boolean isNew) {
        var source = placed.source();
        seen.revision++;
        seen.position = placed.position();
        seen.contentHash = placed.hash();
        seen.textHash = EntryKeys.textHash(source);
        seen.pendingHash = frameHash(seen);
        return new Sighting(seen, record(seen, source), isNew);
    }

    private RawEntry record(SeenEntry seen, Source source) {
        return new RawEntry(
                seen.entryId,
                feedId,
                feedUrl,
                seen.revision,
                State.PRESENT,
                seen.key(),
                seen.firstSeenAt,
                seen.rankAt,
                seen.seenAt,
                seen.editedAt,
                seen.contentHash,
                document(seen),
                source);
    }

    private Document document(SeenEntry seen) {
        return new Document(feed.format(), feed.base(), feed.site(), feed.language(), seen.position);
    }

    private String frameHash(SeenEntry seen) {
        return hash(new Frame(
                feedUrl,
                seen.revision,
                seen.firstSeenAt,
                seen.rankAt,
                seen.seenAt,
                seen.editedAt,
                seen.contentHash,
                document(seen)));
    }

    /// Atom demands `updated` and leaves `published` to taste, so `updated` has to do where it stands alone.
    private static @Nullable Instant dateOf(Source source) {
        return source.published() != null ? source.published() : source.updated();
    }

    private static String hash(Object value) {
        return Ids.contentHash(EventCodec.encode(value));
    }
}
