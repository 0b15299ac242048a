package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BookmarkTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final TopicPartition FIRST = new TopicPartition("orrery.entries", 0);
    private static final TopicPartition SECOND = new TopicPartition("orrery.entries", 1);
    private static final Map<TopicPartition, Long> BEGINS = Map.of(FIRST, 0L, SECOND, 0L);
    private static final Map<TopicPartition, Long> ENDS = Map.of(FIRST, 100L, SECOND, 100L);

    private final Bookmark bookmark = new Bookmark("topics", NOW, Map.of(FIRST, 50L, SECOND, 100L));

    @Test
    void itIsReadAsItWasWritten() {
        assertThat(Bookmark.of(bookmark.notes())).isEqualTo(bookmark);
        var unfinished = new Bookmark("topics", null, Map.of());
        assertThat(Bookmark.of(unfinished.notes())).isEqualTo(unfinished);
    }

    @Test
    void notesOfAnotherVersionAreNone() {
        var older = new HashMap<>(bookmark.notes());
        older.put("version", "0");
        var broken = new HashMap<>(bookmark.notes());
        broken.put("position x", "y");

        assertThat(Bookmark.of(Map.of())).isNull();
        assertThat(Bookmark.of(older)).isNull();
        assertThat(Bookmark.of(broken)).isNull();
    }

    @Test
    void oneGoesOnWhereNothingCanHaveBeenMissed() {
        assertThat(bookmark.holds("topics", NOW.plus(Duration.ofHours(19)), BEGINS, ENDS))
                .isTrue();
        assertThat(bookmark.holds("topics", NOW, BEGINS, ENDS)).isTrue();
    }

    @Test
    void oneBeginsAnewWhereSomethingMayHaveBeenMissed() {
        assertThat(bookmark.holds("others", NOW, BEGINS, ENDS))
                .as("topics made anew")
                .isFalse();
        assertThat(bookmark.holds("topics", NOW.plus(Duration.ofHours(21)), BEGINS, ENDS))
                .as("tombstones may be gone")
                .isFalse();
        assertThat(bookmark.holds("topics", NOW, BEGINS, Map.of(FIRST, 100L, SECOND, 99L)))
                .as("a topic that lost its end")
                .isFalse();
        assertThat(bookmark.holds("topics", NOW, Map.of(FIRST, 51L, SECOND, 0L), ENDS))
                .as("records deleted before they were read")
                .isFalse();
    }

    @Test
    void anUnfinishedFirstReadingGoesOnHoweverLongItWasAway() {
        var unfinished = new Bookmark("topics", null, Map.of(FIRST, 50L));

        assertThat(unfinished.holds("topics", NOW.plus(Duration.ofDays(9)), BEGINS, ENDS))
                .isTrue();
    }
}
