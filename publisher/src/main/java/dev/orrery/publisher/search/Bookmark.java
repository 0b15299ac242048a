package dev.orrery.publisher.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far the topics are read into an index; stored with it, in the same commit.
///
/// @param source    which topics these are: the same name may be another topic tomorrow
/// @param level     when nothing was missing last; never, if the first reading did not end
/// @param positions the next record to read
record Bookmark(String source, @Nullable Instant level, Map<TopicPartition, Long> positions) {
    /// A tombstone stays on a compacted topic for a day at least (`delete.retention.ms`). Who was away for nearly as
    /// long may have missed some, and would show for ever what is gone.
    static final Duration LONGEST_AWAY = Duration.ofHours(20);

    private static final String VERSION = "version";
    private static final String SOURCE = "source";
    private static final String LEVEL = "level";
    private static final String POSITION = "position ";

    Bookmark {
        positions = Map.copyOf(positions);
    }

    Map<String, String> notes() {
        var notes = new HashMap<String, String>();
        notes.put(VERSION, Integer.toString(Fields.VERSION));
        notes.put(SOURCE, source);
        if (level != null) {
            notes.put(LEVEL, level.toString());
        }
        positions.forEach((partition, position) ->
                notes.put(POSITION + partition.topic() + " " + partition.partition(), position.toString()));
        return notes;
    }

    /// Null where the notes are of another version, or nothing that we wrote.
    static @Nullable Bookmark of(Map<String, String> notes) {
        if (!Integer.toString(Fields.VERSION).equals(notes.get(VERSION))) {
            return null;
        }
        var positions = new HashMap<TopicPartition, Long>();
        try {
            for (var note : notes.entrySet()) {
                var words = note.getKey().split(" ", -1);
                if (note.getKey().startsWith(POSITION)) {
                    positions.put(
                            new TopicPartition(words[1], Integer.parseInt(words[2])), Long.valueOf(note.getValue()));
                }
            }
            var level = notes.get(LEVEL);
            return new Bookmark(notes.getOrDefault(SOURCE, ""), level == null ? null : Instant.parse(level), positions);
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return null;
        }
    }

    /// Whether one can go on reading from here and miss nothing.
    ///
    /// @param begins the first records that are still there
    /// @param ends   where the next records will be
    boolean holds(String topics, Instant now, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        if (!source.equals(topics) || (level != null && level.plus(LONGEST_AWAY).isBefore(now))) {
            return false;
        }
        return ends.entrySet().stream()
                .allMatch(end -> isWithin(begins.getOrDefault(end.getKey(), 0L), end.getKey(), end.getValue()));
    }

    private boolean isWithin(long begin, TopicPartition partition, long end) {
        long position = positions.getOrDefault(partition, begin);
        return begin <= position && position <= end;
    }
}
