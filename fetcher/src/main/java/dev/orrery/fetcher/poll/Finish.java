package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;

/// A poll that has ended and is to be stored.
///
/// @param gap how long the host is left alone now
/// @param now when it ended
record Finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
    /// When the host may be asked again, as far as this poll knows.
    Instant notBefore() {
        var afterGap = now.plus(gap);
        boolean held = outcome instanceof PollOutcome.RateLimited limited
                && limited.host().equals(claim.host())
                && next.at().isAfter(afterGap);
        return held ? next.at() : afterGap;
    }
}
