package dev.orrery.events.letters;

import dev.orrery.events.DeadLetter;
import dev.orrery.events.DeadLetterMark;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A dead letter without its bytes, of which there may be too many to hold.
///
/// @param at      when it was written
/// @param source  where its record was; null if the letter does not say, so it is none of ours
/// @param offset  where in `source`
/// @param size    of the record's value; −1 for a tombstone
/// @param headers all of them, as they are on the letter
/// @param mark    what was done about it; null if nothing was Nobody asks whether two letters are equal.
@SuppressWarnings("ArrayRecordComponent")
public record Letter(
        Position position,
        Instant at,
        @Nullable TopicPartition source,
        long offset,
        String reason,
        String error,
        String service,
        byte @Nullable [] key,
        int size,
        Headers headers,
        @Nullable DeadLetterMark mark) {

    /// Where a letter is on `orrery.dead-letters`, which is also its id.
    public record Position(int partition, long offset) {
        @Override
        public String toString() {
            return partition + "-" + offset;
        }

        /// With or without the topic's name before it; null if it is no id.
        public static @Nullable Position parse(String id) {
            var prefix = Topics.DEAD_LETTERS.name() + "-";
            var parts = (id.startsWith(prefix) ? id.substring(prefix.length()) : id).split("-", -1);
            try {
                return parts.length == 2 ? new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1])) : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }

        TopicPartition topicPartition() {
            return new TopicPartition(Topics.DEAD_LETTERS.name(), partition);
        }
    }

    /// What an operator has still to do with it.
    public enum State {
        OPEN,
        RESENT,
        DROPPED
    }

    static Letter of(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, @Nullable DeadLetterMark mark) {
        var headers = record.headers();
        var topic = text(headers, DeadLetter.TOPIC, "");
        var partition = number(text(headers, DeadLetter.PARTITION, ""));
        var offset = number(text(headers, DeadLetter.OFFSET, ""));
        boolean isComplete = !topic.isEmpty() && partition >= 0 && offset >= 0;
        return new Letter(
                new Position(record.partition(), record.offset()),
                at(headers, record.timestamp()),
                isComplete ? new TopicPartition(topic, (int) partition) : null,
                offset,
                text(headers, DeadLetter.REASON, "(it does not say why)"),
                text(headers, DeadLetter.ERROR, ""),
                text(headers, DeadLetter.SERVICE, "(unknown)"),
                record.key(),
                record.serializedValueSize(),
                headers,
                mark);
    }

    public String id() {
        return position.toString();
    }

    public State state() {
        return mark == null
                ? State.OPEN
                : switch (mark.mark()) {
                    case RESENT -> State.RESENT;
                    case DROPPED -> State.DROPPED;
                };
    }

    /// Where its record was: topic, partition and offset with hyphens between.
    public String origin() {
        return source == null ? "(unknown)" : source + "-" + offset;
    }

    /// Why its bytes are not there; null if they are.
    public @Nullable String cut() {
        var cut = text(headers, DeadLetter.CUT, "");
        return cut.isEmpty() ? null : cut;
    }

    /// The headers its record had.
    Headers ownHeaders() {
        var own = new ArrayList<Header>(List.of(headers.toArray()));
        for (var name : DeadLetter.ADDED) {
            for (int i = own.size() - 1; i >= 0; i--) {
                if (own.get(i).key().equals(name)) {
                    own.remove(i);
                    break;
                }
            }
        }
        return new RecordHeaders(own);
    }

    private static String text(Headers headers, String name, String otherwise) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? otherwise
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static Instant at(Headers headers, long timestamp) {
        try {
            return Instant.parse(text(headers, DeadLetter.AT, ""));
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(timestamp);
        }
    }
}
