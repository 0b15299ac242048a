package dev.orrery.fetcher.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PushTimesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void aLeaseIsWhatTheHubGivesWithinReason() {
        assertThat(PushTimes.lease(86_400L)).isEqualTo(Duration.ofDays(1));
        assertThat(PushTimes.lease(null)).isEqualTo(PushTimes.LEASE);
        assertThat(PushTimes.lease(0L)).isEqualTo(PushTimes.LEASE);
        assertThat(PushTimes.lease(999_999_999_999L)).isEqualTo(PushTimes.LONGEST_LEASE);
    }

    @Test
    void whatWasSubscribedTogetherIsRenewedApart() {
        var lease = Duration.ofDays(10);
        var hours = new int[24 * 10];
        IntStream.range(0, 7_200)
                .mapToObj(i -> PushTimes.renewal(Ids.feedId("https://ann.example/" + i), lease, NOW))
                .forEach(at -> hours[(int) Duration.between(NOW, at).toHours()]++);

        assertThat(IntStream.range(0, 5 * 24).map(hour -> hours[hour]).sum()).isZero();
        assertThat(IntStream.range(8 * 24, 10 * 24).map(hour -> hours[hour]).sum())
                .as("two days before the end all are renewed")
                .isZero();
        assertThat(IntStream.range(5 * 24, 8 * 24).map(hour -> hours[hour]))
                .as("100 an hour on average")
                .allSatisfy(count -> assertThat(count).isBetween(50, 150));
    }

    @Test
    void aHubOfVeryShortLeasesIsNotAskedAllTheTime() {
        assertThat(PushTimes.renewal("f-1", Duration.ofSeconds(1), NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aHubThatFailsIsAskedLessAndLessButNeverLessThanDaily() {
        assertThat(IntStream.of(1, 2, 3, 8, 9, 100)
                        .mapToObj(failures -> Duration.between(NOW, PushTimes.retry("f-1", failures, null, NOW))))
                .satisfiesExactly(
                        first -> assertThat(first).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12)),
                        second -> assertThat(second).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(24)),
                        third -> assertThat(third).isBetween(Duration.ofMinutes(40), Duration.ofMinutes(48)),
                        eighth -> assertThat(eighth).isBetween(Duration.ofMinutes(1280), Duration.ofMinutes(1536)),
                        ninth -> assertThat(ninth).isBetween(Duration.ofDays(1), Duration.ofMinutes(1728)),
                        last -> assertThat(last).isBetween(Duration.ofDays(1), Duration.ofMinutes(1728)));
    }

    @Test
    void aHubThatAsksToBeLeftAloneIs() {
        var wait = Duration.between(NOW, PushTimes.retry("f-1", 1, Duration.ofHours(3), NOW));

        assertThat(wait).isBetween(Duration.ofHours(3), Duration.ofMinutes(182));
    }
}
