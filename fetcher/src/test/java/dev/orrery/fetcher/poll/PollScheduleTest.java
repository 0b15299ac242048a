package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import dev.orrery.fetcher.parse.Rhythm;
import dev.orrery.fetcher.poll.PollSchedule.Next;
import dev.orrery.fetcher.poll.PollSchedule.Trouble;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    /// A Sunday.
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ANN = Ids.feedId("https://ann.example/feed");

    private final PollSchedule schedule = new PollSchedule(HALF_HOUR, DAY);

    @Test
    void aFeedOfWhichNothingIsKnownIsLookedAtEveryHour() {
        var first = answer(known(null, NOW), NOW);
        var inPhase = inPhase(null);
        var second = answer(known(null, inPhase), inPhase);

        assertThat(Duration.between(NOW, first.at())).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(75));
        assertThat(Duration.between(inPhase, second.at())).isEqualTo(Duration.ofHours(1));
        assertThat(first.because()).isEqualTo("How often it posts is not known yet; it is looked at every hour.");
    }

    @Test
    void aFeedIsLookedAtTwiceAsOftenAsItPosts() {
        assertInterval(Duration.ofMinutes(1), HALF_HOUR);
        assertInterval(Duration.ofHours(1), HALF_HOUR);
        assertInterval(Duration.ofHours(2), Duration.ofHours(1));
        assertInterval(Duration.ofHours(7), Duration.ofHours(3));
        assertInterval(DAY, Duration.ofHours(12));
        assertInterval(Duration.ofDays(365), DAY);
        assertThat(answer(known(Duration.ofHours(8), NOW), NOW).because())
                .isEqualTo("It posts about every 8 hours and is looked at every 4 hours.");
    }

    @Test
    void aFeedThatFallsSilentIsLookedAtLessOften() {
        var hourly = known(Duration.ofHours(1), NOW);

        assertThat(hourly.gapAt(NOW.plus(HALF_HOUR))).isEqualTo(Duration.ofHours(1));
        assertThat(hourly.gapAt(NOW.plus(Duration.ofHours(13)))).isEqualTo(Duration.ofHours(3));
        assertThat(hourly.gapAt(NOW.plus(Duration.ofDays(365)))).isGreaterThan(Duration.ofDays(60));
    }

    @Test
    void feedsThatWereAddedTogetherDriftApart() {
        var minutes = new HashSet<Long>();
        for (int i = 0; i < 600; i++) {
            var next = schedule.afterAnswer(Ids.feedId("https://a.example/" + i), known(null, NOW), null, null, NOW);
            minutes.add(Duration.between(NOW, next.at()).toMinutes());
        }

        assertThat(minutes).hasSize(30);
    }

    @Test
    void aPollThatIsLateDoesNotMoveTheNext() {
        var due = inPhase(null);

        assertThat(answer(known(null, due), due.plusSeconds(100)).at()).isEqualTo(due.plus(Duration.ofHours(1)));
    }

    @Test
    void freshnessIsWaitedForUpToADay() {
        var next = answer(fresh(Duration.ofHours(12)), NOW);

        assertSoonAfter(next, Duration.ofHours(12));
        assertThat(next.because()).isEqualTo("Its server says that the answer is good for 12 hours.");
        assertSoonAfter(answer(fresh(Duration.ofDays(365)), NOW), DAY);
        assertThat(answer(fresh(Duration.ofDays(365)), NOW).because()).endsWith("; we wait for 24 hours at most.");
    }

    @Test
    void nobodysWishBringsUsSooner() {
        assertThat(answer(fresh(Duration.ZERO), NOW)).isEqualTo(answer(fresh(null), NOW));
        assertThat(answer(fresh(Duration.ofMinutes(5)), NOW)).isEqualTo(answer(fresh(null), NOW));
        var hourly = new Rhythm(null, Duration.ofHours(1), Set.of(), Set.of());
        var weekly = Duration.ofDays(7);
        assertThat(answer(new Habits(null, hourly, weekly, NOW, true), NOW).because())
                .isEqualTo("It posts about every 7 days and is looked at every 24 hours.");
    }

    @Test
    void freshnessGoesBeforeTtlAndTtlBeforeThePeriod() {
        var both = new Rhythm(Duration.ofHours(6), Duration.ofHours(8), Set.of(), Set.of());

        assertSoonAfter(answer(new Habits(Duration.ofHours(3), both, null, NOW, true), NOW), Duration.ofHours(3));
        assertSoonAfter(answer(new Habits(null, both, null, NOW, true), NOW), Duration.ofHours(6));
        var period = new Rhythm(null, Duration.ofHours(8), Set.of(), Set.of());
        assertSoonAfter(answer(new Habits(null, period, null, NOW, true), NOW), Duration.ofHours(8));
    }

    @Test
    void skippedHoursAndDaysAreSkipped() {
        var nights = IntStream.range(0, 14).boxed().collect(Collectors.toSet());
        var next = answer(habits(new Rhythm(null, null, nights, Set.of())), NOW);
        assertThat(next.at()).isBetween("2026-03-01T14:00:00Z", "2026-03-01T14:30:00Z");
        assertThat(next.because()).startsWith("The feed asks by skipHours or skipDays");

        var weekend = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        next = answer(habits(new Rhythm(null, null, Set.of(), weekend)), NOW);
        assertThat(next.at()).isBetween("2026-03-02T00:00:00Z", "2026-03-02T00:30:00Z");
    }

    @Test
    void whoSkipsAllHoursSkipsNone() {
        var all = IntStream.range(0, 24).boxed().collect(Collectors.toSet());
        var always = new Rhythm(null, null, all, EnumSet.allOf(DayOfWeek.class));

        assertThat(answer(habits(always), NOW)).isEqualTo(answer(habits(Rhythm.NONE), NOW));
    }

    @Test
    void aServerWithoutValidatorsIsAskedOnceADay() {
        var next = answer(new Habits(null, Rhythm.NONE, Duration.ofHours(1), NOW, false), NOW);

        assertSoonAfter(next, DAY);
        assertThat(next.because()).contains("once a day has to do");
    }

    @Test
    void whileNewsComeByPushADailyLookHasToDo() {
        var hourly = known(Duration.ofHours(1), NOW);

        var next = schedule.afterAnswer(ANN, hourly, null, NOW.plus(Duration.ofDays(10)), NOW);
        assertSoonAfter(next, DAY);
        assertThat(next.because()).startsWith("News come by push;");
        assertThat(schedule.afterAnswer(ANN, hourly, null, NOW.plus(Duration.ofHours(5)), NOW)
                        .at())
                .as("the lease ends before")
                .isEqualTo(NOW.plus(Duration.ofHours(5)));
        assertThat(schedule.afterAnswer(ANN, hourly, null, NOW.minusSeconds(1), NOW))
                .isEqualTo(answer(hourly, NOW));
    }

    @Test
    void retryAfterIsObeyedWhateverItSays() {
        var next = schedule.afterLimit(ANN, 429, 1, Duration.ofMinutes(125), NOW);
        assertSoonAfter(next, Duration.ofMinutes(125));
        assertThat(next.because()).matches("Asked to wait until 14:0\\d UTC by Retry-After, 429\\.");

        assertSoonAfter(schedule.afterLimit(ANN, 503, 1, Duration.ofDays(40), NOW), Duration.ofDays(40));
        assertSoonAfter(schedule.afterAnswer(ANN, fresh(null), Duration.ofDays(3), null, NOW), Duration.ofDays(3));
        var trouble = new Trouble(1, false, Duration.ofDays(3), 404);
        assertSoonAfter(schedule.afterFailure(ANN, fresh(null), trouble, NOW), Duration.ofDays(3));
    }

    @Test
    void aServerThatSaysTwoMinutesAllDayIsLeftAloneForLonger() {
        var twoMinutes = Duration.ofMinutes(2);

        assertSoonAfter(schedule.afterLimit(ANN, 503, 1, twoMinutes, NOW), twoMinutes);
        assertSoonAfter(schedule.afterLimit(ANN, 503, 2, twoMinutes, NOW), HALF_HOUR);
        assertSoonAfter(schedule.afterLimit(ANN, 503, 4, twoMinutes, NOW), Duration.ofHours(2));
        assertSoonAfter(schedule.afterLimit(ANN, 503, 40, twoMinutes, NOW), DAY);
    }

    @Test
    void aServerThatIsOverloadedAndDoesNotSayForHowLongIsLeftAloneForLongerEachTime() {
        assertSoonAfter(schedule.afterLimit(ANN, 429, 1, null, NOW), HALF_HOUR);
        assertSoonAfter(schedule.afterLimit(ANN, 429, 3, null, NOW), Duration.ofHours(2));
        assertSoonAfter(schedule.afterLimit(ANN, 429, 9, null, NOW), DAY);
    }

    @Test
    void failuresBackOffUpToADay() {
        assertPause(1, HALF_HOUR);
        assertPause(2, Duration.ofHours(1));
        assertPause(3, Duration.ofHours(2));
        assertPause(6, Duration.ofHours(16));
        assertPause(7, DAY);
        assertPause(1_000_000, DAY);
        assertThat(schedule.afterFailure(ANN, fresh(null), new Trouble(3, false, null, 0), NOW)
                        .because())
                .startsWith("3 polls in a row failed; it is tried again after 2 hours,");
    }

    @Test
    void aNewFeedThatStumblesIsTriedAgainSoon() {
        var pauses = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> schedule.afterFailure(ANN, fresh(null), new Trouble(n, true, null, 0), NOW))
                .map(next -> Duration.between(NOW, next.at()).toMinutes())
                .toList();

        assertThat(pauses).containsExactly(3L, 10L, pauses.get(2), pauses.get(3));
        assertThat(pauses.get(2)).isBetween(30L, 33L);
        assertThat(pauses.get(3)).isBetween(60L, 66L);
    }

    @Test
    void whatIsGoneIsLookedAtOnceAWeek() {
        assertSoonAfter(schedule.afterGone(ANN, false, NOW), DAY);
        assertSoonAfter(schedule.afterGone(ANN, true, NOW), Duration.ofDays(7));
    }

    @Test
    void habitsComeBackFromTheFeedsRowAsTheyWere() {
        var rhythm = new Rhythm(
                Duration.ofHours(12),
                Duration.ofDays(7),
                Set.of(0, 5, 23),
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        var habits = new Habits(Duration.ofHours(3), rhythm, Duration.ofDays(2), NOW, false);
        var feed = new Feed(ANN, "https://ann.example/feed", "ann.example", NOW);

        habits.store(feed);

        assertThat(Habits.of(feed)).isEqualTo(habits);
    }

    private Next answer(Habits habits, Instant now) {
        return schedule.afterAnswer(ANN, habits, null, null, now);
    }

    private void assertInterval(Duration gap, Duration interval) {
        var first = inPhase(gap);
        var second = answer(known(gap, first), first).at();
        assertThat(Duration.between(first, second)).isEqualTo(interval);
    }

    /// It takes some polls until a feed is where its phase is.
    private Instant inPhase(Duration gap) {
        var at = NOW;
        for (int i = 0; i < 5; i++) {
            at = answer(known(gap, at), at).at();
        }
        return at;
    }

    private void assertPause(int failures, Duration pause) {
        assertSoonAfter(schedule.afterFailure(ANN, fresh(null), new Trouble(failures, false, null, 0), NOW), pause);
    }

    private static void assertSoonAfter(Next next, Duration pause) {
        assertThat(Duration.between(NOW, next.at()))
                .isBetween(pause, pause.multipliedBy(21).dividedBy(20));
    }

    private static Habits known(Duration gap, Instant newest) {
        return new Habits(null, Rhythm.NONE, gap, newest, true);
    }

    private static Habits fresh(Duration fresh) {
        return new Habits(fresh, Rhythm.NONE, null, NOW, true);
    }

    private static Habits habits(Rhythm rhythm) {
        return new Habits(null, rhythm, null, NOW, true);
    }
}
