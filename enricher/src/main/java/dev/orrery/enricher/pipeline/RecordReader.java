package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.alike.Likeness;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.enrich.Tags;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.Revs;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredFeed;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.StoredVerdict;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads a record of any of our topics and, if it is an entry, enriches it.
final class RecordReader {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Enrichment enrichment;

    RecordReader(Enrichment enrichment) {
        this.enrichment = enrichment;
    }

    /// @throws UnreadableEvent if the record is not what its topic promises
    void read(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Work work) throws UnreadableEvent {
        switch (record.topic()) {
            case "orrery.raw-entries" -> work.entries().add(entry(record));
            case "orrery.planets" -> work.planets().add(planet(record));
            case "orrery.feeds" -> work.feeds().add(feed(record));
            case "orrery.moderation" -> work.verdicts().add(verdict(record));
            default -> throw new IllegalArgumentException("nobody asked for topic " + record.topic());
        }
    }

    private StoredEntry entry(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) throws UnreadableEvent {
        var raw = EventCodec.value(Topics.RAW_ENTRIES, record);
        var bytes = record.value();
        if (raw == null || bytes == null) {
            throw new UnreadableEvent("a raw entry goes by a record that says so, not by a tombstone");
        }
        sameKey(record, raw.entryId());
        placeable(raw.rankAt());
        var rev = Revs.ofEntry(raw, bytes, Sanitizer.VERSION, Tags.VERSION, Likeness.VERSION);
        if (raw.state() != RawEntry.State.PRESENT) {
            return stored(raw, rev, Likeness.NONE, null);
        }
        var enriched = enrichment.read(raw);
        return stored(raw, rev, Likeness.of(raw, enriched.entry(), enriched.prose()), enriched.entry());
    }

    private static StoredEntry stored(RawEntry raw, String rev, Likeness likeness, @Nullable Entry entry) {
        return new StoredEntry(
                raw.entryId(), raw.feedId(), raw.revision(), rev, raw.firstSeenAt(), raw.rankAt(), likeness, entry);
    }

    private static StoredPlanet planet(ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws UnreadableEvent {
        var planet = EventCodec.value(Topics.PLANETS, record);
        var bytes = record.value();
        if (planet == null || bytes == null) {
            return StoredPlanet.deleted(key(record), EventCodec.revision(record));
        }
        sameKey(record, planet.planet());
        return StoredPlanet.of(planet, Revs.ofRevision(planet.revision(), bytes));
    }

    private static StoredFeed feed(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) throws UnreadableEvent {
        var feed = EventCodec.value(Topics.FEEDS, record);
        var bytes = record.value();
        if (feed == null || bytes == null) {
            return new StoredFeed(key(record), Revs.ofRevisionGone(EventCodec.revision(record)), null);
        }
        sameKey(record, feed.feedId());
        return new StoredFeed(feed.feedId(), Revs.ofRevision(feed.revision(), bytes), feed);
    }

    private static StoredVerdict verdict(ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws UnreadableEvent {
        var verdict = EventCodec.value(Topics.MODERATION, record);
        var bytes = record.value();
        if (verdict == null || bytes == null) {
            var undoneAt = Instant.ofEpochMilli(record.timestamp());
            return new StoredVerdict(PlacementKey.parse(key(record)), Revs.ofVerdictUndone(undoneAt), null);
        }
        sameKey(record, verdict.key());
        var key = new PlacementKey(verdict.planet(), verdict.entryId());
        return new StoredVerdict(key, Revs.ofVerdict(verdict.at(), bytes), verdict);
    }

    /// An entry that is stored must have a place in time: else every planet that carries it would fail on it.
    private static void placeable(Instant rankAt) throws UnreadableEvent {
        if (rankAt.isBefore(EARLIEST) || rankAt.isAfter(LATEST)) {
            throw new UnreadableEvent("rankAt %s is no date that anything was ever posted at".formatted(rankAt));
        }
    }

    private static String key(ConsumerRecord<byte @Nullable [], ?> record) throws UnreadableEvent {
        var key = record.key();
        if (key == null || key.length == 0) {
            throw new UnreadableEvent("a record without a key");
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    /// Kafka keeps the order of a key and compacts by it, so a value under another's key would be out of order.
    private static void sameKey(ConsumerRecord<byte @Nullable [], ?> record, String own) throws UnreadableEvent {
        var key = key(record);
        if (!key.equals(own)) {
            throw new UnreadableEvent("the key is “%s” but the value is “%s”".formatted(key, own));
        }
    }
}
