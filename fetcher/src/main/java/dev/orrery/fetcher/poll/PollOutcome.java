package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.fetcher.parse.ParsedFeed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a poll came to.
public sealed interface PollOutcome {

    /// The feed answered with a document that was read.
    ///
    record Updated(Answered answered, ParsedFeed feed, Prints prints, Findings findings) implements PollOutcome {
        /// What was sent to Kafka: the entries that were not seen before, have changed since, or were taken back.
        public List<Sighting> changed() {
            return findings.changed();
        }

        long fresh() {
            return changed().stream().filter(Sighting::isNew).count();
        }

        long withdrawn() {
            return changed().stream()
                    .filter(sighting -> sighting.seen().withdrawn)
                    .count();
        }
    }

    /// The feed is as it was: the server said so, or sent the same bytes again.
    record NotModified(Answered answered) implements PollOutcome {}

    /// The server wants to be left alone (429, 503), and so its whole host is.
    ///
    /// @param reason  a sentence for people
    /// @param host    who said so, as hosts are named here; behind a redirect not the feed's own
    /// @param strikes how often it has in a row, this time included
    record RateLimited(Cause cause, String reason, int status, String host, int strikes) implements PollOutcome {}

    /// The server says that the feed is gone for good (410).
    ///
    /// @param reason a sentence for people
    record Gone(Cause cause, String reason) implements PollOutcome {}

    /// Nothing came of it.
    ///
    /// @param reason a sentence for people
    /// @param status the HTTP status, if there was an answer
    record Failed(Cause cause, String reason, @Nullable Integer status) implements PollOutcome {}
}
