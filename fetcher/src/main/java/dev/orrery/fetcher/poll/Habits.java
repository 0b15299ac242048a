package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.parse.Rhythm;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of a feed that says when it is worth another look. It is kept on the feed's row, so it outlives
/// answers that say nothing of it (a 304 leaves out most) and restarts.
///
/// @param freshFor   how long its server says that an answer stays fresh
/// @param rhythm     what its document says
/// @param usualGap   between two of its posts; null while it is not known
/// @param newest     when it posted last, as far as is known
/// @param validators whether its server gives any
record Habits(
        @Nullable Duration freshFor,
        Rhythm rhythm,
        @Nullable Duration usualGap,
        @Nullable Instant newest,
        boolean validators) {

    /// How much the silence since the newest post counts beside the usual gap, once it is longer: one gap among so
    /// many.
    private static final int SILENCE_SHARE = 6;

    static Habits of(Feed feed) {
        return new Habits(
                duration(feed.freshFor),
                new Rhythm(
                        duration(feed.ttl),
                        duration(feed.updateEvery),
                        bits(feed.skipHours).boxed().collect(Collectors.toUnmodifiableSet()),
                        bits(feed.skipDays)
                                .mapToObj(day -> DayOfWeek.of(day + 1))
                                .collect(Collectors.toUnmodifiableSet())),
                duration(feed.usualGap),
                feed.newestAt,
                feed.etag != null || feed.lastModified != null);
    }

    void store(Feed feed) {
        feed.freshFor = millis(freshFor);
        feed.ttl = millis(rhythm.ttl());
        feed.updateEvery = millis(rhythm.update());
        feed.skipHours = bits(rhythm.skipHours().stream().mapToInt(hour -> hour));
        feed.skipDays = bits(rhythm.skipDays().stream().mapToInt(DayOfWeek::ordinal));
        feed.usualGap = millis(usualGap);
        feed.newestAt = newest;
    }

    /// After an answer that confirmed what we have. What it leaves out stays as it was (RFC 9111 section 4.3.4).
    Habits after(Answered answered) {
        var fresh = answered.hints().freshFor();
        return new Habits(
                fresh == null && answered.status() == 304 ? freshFor : fresh,
                rhythm,
                usualGap,
                newest,
                answered.hasValidators());
    }

    /// After a document.
    ///
    /// @param fresh how many of its entries nobody saw before
    Habits after(Answered answered, ParsedFeed document, long fresh, Instant now) {
        var posts = PostTimes.of(document.entries(), now);
        var newestNow = posts.newest() != null ? posts.newest() : fresh > 0 || newest == null ? now : newest;
        return new Habits(
                answered.hints().freshFor(),
                document.rhythm(),
                posts.gap() != null ? posts.gap() : observed(fresh, now),
                newestNow,
                answered.hasValidators());
    }

    /// The gap to reckon with now: a feed that has been silent for longer than usual slows down.
    @Nullable
    Duration gapAt(Instant now) {
        if (newest == null) {
            return usualGap;
        }
        var silence = Duration.between(newest, now);
        if (usualGap == null) {
            return silence;
        }
        return silence.compareTo(usualGap) <= 0
                ? usualGap
                : usualGap.multipliedBy(SILENCE_SHARE - 1).plus(silence).dividedBy(SILENCE_SHARE);
    }

    /// The first moment from this one on that the document does not ask to be left alone in. Where it leaves no hour or
    /// no day at all, nobody can have meant it.
    ///
    /// @param within how far into the hour, in milliseconds, where the moment has to be another one
    Instant outsideSkipped(Instant at, long within) {
        var hours = rhythm.skipHours();
        var days = rhythm.skipDays();
        var hour = at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
        if (hours.size() > 23 || days.size() > 6 || !isSkipped(hour)) {
            return at;
        }
        while (isSkipped(hour)) {
            hour = hour.plusHours(1);
        }
        return hour.toInstant().plusMillis(within);
    }

    private boolean isSkipped(OffsetDateTime hour) {
        return rhythm.skipHours().contains(hour.getHour()) || rhythm.skipDays().contains(hour.getDayOfWeek());
    }

    /// Without dates in the document, new entries are counted as they come.
    private @Nullable Duration observed(long fresh, Instant now) {
        if (fresh == 0 || newest == null) {
            return usualGap;
        }
        var gap = Duration.between(newest, now).dividedBy(fresh);
        return usualGap == null ? gap : usualGap.multipliedBy(3).plus(gap).dividedBy(4);
    }

    private static IntStream bits(int set) {
        return IntStream.range(0, Integer.SIZE).filter(bit -> (set >> bit & 1) == 1);
    }

    private static int bits(IntStream set) {
        return set.map(bit -> 1 << bit).reduce(0, (one, other) -> one | other);
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
