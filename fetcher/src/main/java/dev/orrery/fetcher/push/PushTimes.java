package dev.orrery.fetcher.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a hub is asked next. Pure: the same feed, time and failures always give the same answer.
///
/// Each feed has a phase, taken from its id, so that what was subscribed together is not renewed together.
final class PushTimes {
    /// What we ask for. Hubs give less or more.
    static final Duration LEASE = Duration.ofDays(10);

    /// Whatever a hub promises: it may have lost us, and a renewal finds that out.
    static final Duration LONGEST_LEASE = Duration.ofDays(14);

    /// How long a hub may take to come and verify before it counts as one that never does.
    static final Duration VERIFICATION = Duration.ofMinutes(10);

    static final Duration AFTER_A_DENIAL = Duration.ofDays(1);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(10);
    private static final Duration LAST_RETRY = Duration.ofDays(1);

    /// However short its leases are, a hub is not asked more often than this.
    private static final Duration RENEWALS_APART = Duration.ofMinutes(5);

    private PushTimes() {}

    /// @param seconds as the hub says; null where it says nothing, then it is what we asked for
    static Duration lease(@Nullable Long seconds) {
        if (seconds == null || seconds <= 0) {
            return LEASE;
        }
        return seconds < LONGEST_LEASE.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_LEASE;
    }

    /// Between a half and four fifths of the lease from now.
    static Instant renewal(String feedId, Duration lease, Instant now) {
        var wait = lease.dividedBy(2).plusMillis(phase(feedId, lease.toMillis() * 3 / 10));
        return now.plus(wait.compareTo(RENEWALS_APART) < 0 ? RENEWALS_APART : wait);
    }

    /// After a failure: ten minutes, doubled with each further one up to a day, and up to a fifth more.
    ///
    /// @param failures in a row, this one included
    /// @param asked    how long the hub asked to be left alone, or null
    static Instant retry(String feedId, int failures, @Nullable Duration asked, Instant now) {
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
        var pause = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
        var wait = asked != null && asked.compareTo(pause) > 0 ? asked : pause;
        return now.plus(wait).plusMillis(phase(feedId + failures, pause.toMillis() / 5));
    }

    private static long phase(String feedId, long length) {
        // Spreads String's hash, whose low bits differ little between ids of one alphabet.
        return Math.floorMod((feedId.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, Math.max(1, length));
    }
}
