package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final PollSchedule schedule = new PollSchedule(HALF_HOUR);

    @Test
    void aFeedThatAnswersIsPolledOnceAnInterval() {
        var feed = Ids.feedId("https://ann.example/feed");
        var first = schedule.afterSuccess(feed, NOW).at();
        var second = schedule.afterSuccess(feed, first).at();

        assertThat(Duration.between(NOW, first)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(45));
        assertThat(Duration.between(first, second)).isEqualTo(HALF_HOUR);
        assertThat(schedule.afterSuccess(feed, NOW).because()).isEqualTo("It is polled every 30 minutes.");
    }

    @Test
    void feedsThatWereAddedTogetherDriftApart() {
        var minutes = new HashSet<Long>();
        for (int i = 0; i < 600; i++) {
            var next = schedule.afterSuccess(Ids.feedId("https://a.example/" + i), NOW);
            minutes.add(Duration.between(NOW, next.at()).toMinutes());
        }

        assertThat(minutes).hasSize(30);
    }

    @Test
    void aPollThatIsLateDoesNotMoveTheNext() {
        var feed = Ids.feedId("https://ann.example/feed");
        var due = schedule.afterSuccess(feed, NOW).at();

        assertThat(schedule.afterSuccess(feed, due.plusSeconds(100)).at()).isEqualTo(due.plus(HALF_HOUR));
    }

    @Test
    void failuresBackOffUpToADay() {
        var feed = Ids.feedId("https://ann.example/feed");

        assertPause(feed, 1, HALF_HOUR);
        assertPause(feed, 2, Duration.ofHours(1));
        assertPause(feed, 3, Duration.ofHours(2));
        assertPause(feed, 6, Duration.ofHours(16));
        assertPause(feed, 7, Duration.ofHours(24));
        assertPause(feed, 1_000_000, Duration.ofHours(24));
        assertThat(schedule.afterFailure(feed, 3, NOW).because()).startsWith("3 polls in a row failed;");
    }

    private void assertPause(String feed, int failures, Duration pause) {
        var next = schedule.afterFailure(feed, failures, NOW).at();
        assertThat(Duration.between(NOW, next))
                .isBetween(pause, pause.multipliedBy(11).dividedBy(10));
    }
}
