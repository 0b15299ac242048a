package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.RawEntries;
import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import dev.orrery.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Records as a consumer gets them.
final class Records {
    static final Instant AT = Instant.parse("2026-03-02T00:00:00Z");

    private Records() {}

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> raw(RawEntries entry) {
        return raw(entry.build());
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> raw(RawEntry entry) {
        return consumed(EventCodec.record(Topics.RAW_ENTRIES, entry.entryId(), entry), AT);
    }

    /// @param feeds each is carried under its own name; a leading `-` pauses it
    static ConsumerRecord<byte @Nullable [], byte @Nullable []> planet(String slug, int revision, String... feeds) {
        return planet(planetOf(slug, revision, feeds));
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> planet(Planet planet) {
        return consumed(EventCodec.record(Topics.PLANETS, planet.planet(), planet), AT);
    }

    static Planet planetOf(String slug, int revision, String... feeds) {
        var subscriptions = Stream.of(feeds).map(Records::subscription).toList();
        return new Planet(
                slug,
                revision,
                "Planet " + slug,
                null,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                subscriptions);
    }

    static String feed(String name) {
        return Ids.feedId(feedUrl(name));
    }

    static String feedUrl(String name) {
        return "https://" + name + ".example/feed";
    }

    /// The same record, where it stands on its topic.
    static ConsumerRecord<byte @Nullable [], byte @Nullable []> at(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, int partition, long offset) {
        return new ConsumerRecord<byte @Nullable [], byte @Nullable []>(
                record.topic(),
                partition,
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> planetGone(String slug, int revision) {
        return consumed(EventCodec.tombstone(Topics.PLANETS, slug, revision), AT);
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> verdict(
            String planet, String entryId, Verdict.Kind kind, int second) {
        var verdict = new Verdict(planet, entryId, kind, "owner", AT.plusSeconds(second), null);
        return consumed(EventCodec.record(Topics.MODERATION, verdict.key(), verdict), AT);
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> undone(String planet, String entryId, int second) {
        var record = EventCodec.tombstone(Topics.MODERATION, planet + "/" + entryId, 0);
        return consumed(record, AT.plusSeconds(second));
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> feedStatus(String name, int revision) {
        var health = new FeedStatus.Health(FeedStatus.State.OK, AT, "ok", 200, 0, AT, AT, null, AT, null);
        var id = feed(name);
        var status = new FeedStatus(id, revision, feedUrl(name), List.of(), name, null, null, null, null, 1, health);
        return consumed(EventCodec.record(Topics.FEEDS, id, status), AT);
    }

    static ConsumerRecord<byte @Nullable [], byte @Nullable []> bytes(
            Topic<?> topic, String key, byte @Nullable [] value) {
        return consumed(new ProducerRecord<String, byte @Nullable []>(topic.name(), key, value), AT);
    }

    private static Subscription subscription(String name) {
        boolean paused = name.startsWith("-");
        var plain = paused ? name.substring(1) : name;
        var state = paused ? State.PAUSED : State.ACTIVE;
        return new Subscription(
                plain, feed(plain), feedUrl(plain), "Blog " + plain, null, null, List.of(), state, Map.of());
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> consumed(
            ProducerRecord<String, byte @Nullable []> record, Instant at) {
        var key = record.key().getBytes(StandardCharsets.UTF_8);
        var value = record.value();
        return new ConsumerRecord<byte @Nullable [], byte @Nullable []>(
                record.topic(),
                0,
                0,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value == null ? 0 : value.length,
                key,
                value,
                record.headers(),
                Optional.empty());
    }
}
