package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// When a feed is polled next. Pure: the same feed, time and failures always give the same answer.
///
/// Each feed has a phase within the interval, taken from its id, and is polled when that comes round. So feeds that
/// were added together drift apart at once and stay apart, and a restart moves none of them.
///
/// @param interval between two polls of a feed that answers
public record PollSchedule(Duration interval) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /// @param because a sentence for people
    public record Next(Instant at, String because) {}

    /// After an answer: when the feed's phase comes round next, but not before half an interval has gone by.
    public Next afterSuccess(String feedId, Instant now) {
        long length = interval.toMillis();
        long earliest = now.toEpochMilli() + length / 2;
        long wait = Math.floorMod(phase(feedId, length) - earliest, length);
        return new Next(Instant.ofEpochMilli(earliest + wait), "It is polled every %s.".formatted(words(interval)));
    }

    /// After a failure: the interval, doubled with each further one up to a day, and up to a tenth more.
    ///
    /// @param failures in a row, this one included
    public Next afterFailure(String feedId, int failures, Instant now) {
        var pause = interval.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
        var capped = pause.compareTo(LONGEST) > 0 && interval.compareTo(LONGEST) < 0 ? LONGEST : pause;
        long extra = phase(feedId + failures, Math.max(1, capped.toMillis() / 10));
        var because = failures == 1
                ? "The last poll failed; it is tried again at the usual time."
                : "%d polls in a row failed; the pause doubles each time, up to a day.".formatted(failures);
        return new Next(now.plus(capped).plusMillis(extra), because);
    }

    private static long phase(String feedId, long length) {
        // Spreads String's hash, whose low bits differ little between ids of one alphabet.
        return Math.floorMod((feedId.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, length);
    }

    private static String words(Duration duration) {
        var iso = duration.toString().substring(2).toLowerCase(Locale.ROOT);
        return duration.toMinutes() > 1 && duration.toSecondsPart() == 0 && duration.toHours() == 0
                ? duration.toMinutes() + " minutes"
                : iso;
    }
}
