package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The first poll of a feed that was discovered a moment ago: what discovery read is taken, and the server is not asked
/// a second time.
///
/// Call it when a planet carries the feed, after that is stored.
public final class FirstPoll {
    private final Claiming claims;
    private final FeedPoller poller;

    /// Claims one feed.
    @FunctionalInterface
    public interface Claiming {
        /// @return null if its host is held by somebody else
        @Nullable
        Claim claim(String feedId);
    }

    public FirstPoll(Claiming claims, FeedPoller poller) {
        this.claims = claims;
        this.poller = poller;
    }

    /// @param answer what the server said when the feed's address was asked for
    /// @param gap    how long the host is left alone afterwards
    /// @return what was stored, or null if somebody else polls the host just now; then the feed is due as any other
    /// @throws InterruptedException if the fetcher is stopping; the feed stays due
    public @Nullable PollOutcome take(String feedId, Answer.Document answer, Duration gap) throws InterruptedException {
        var claim = claims.claim(feedId);
        return claim == null ? null : poller.take(claim, answer, gap);
    }
}
