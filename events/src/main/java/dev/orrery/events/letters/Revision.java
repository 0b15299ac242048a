package dev.orrery.events.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Which of two records of a key is the newer one, as far as their bytes can be read at all.
final class Revision {
    private Revision() {}

    /// Whether `later`, which came after `earlier`, is not older than it. Where one of the two does not say what it is,
    /// the order in which they came counts.
    static boolean isNewer(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> later,
            ConsumerRecord<byte @Nullable [], byte @Nullable []> earlier) {
        var one = of(later);
        var other = of(earlier);
        return one == null || other == null || one >= other;
    }

    /// The revision, or for verdicts, which have none, their time.
    private static @Nullable Long of(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        var value = record.value();
        if (value == null) {
            return ofTombstone(record);
        }
        var json = json(value);
        if (json.path("revision").isIntegralNumber()) {
            return json.path("revision").asLong();
        }
        try {
            return Instant.parse(json.path("at").asText("")).toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// A verdict is undone at the time of its tombstone.
    private static @Nullable Long ofTombstone(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        if (record.topic().equals(Topics.MODERATION.name())) {
            return record.timestamp();
        }
        try {
            return record.headers().lastHeader(EventCodec.REVISION_HEADER) == null
                    ? null
                    : (Long) EventCodec.revision(record);
        } catch (UnreadableEvent e) {
            return null;
        }
    }

    private static JsonNode json(byte[] value) {
        try {
            var read = EventCodec.json().readTree(value);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
