package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.web.Validators;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a poll came to.
public sealed interface PollOutcome {

    /// The feed answered with a document that was read.
    ///
    /// @param changed what was sent to Kafka: the entries that were not seen before or have changed since
    record Updated(Validators validators, ParsedFeed feed, List<Sighting> changed) implements PollOutcome {
        public Updated {
            changed = List.copyOf(changed);
        }

        long fresh() {
            return changed.stream().filter(Sighting::isNew).count();
        }
    }

    /// The feed is as it was.
    record NotModified(Validators validators) implements PollOutcome {}

    /// Nothing came of it.
    ///
    /// @param reason a sentence for people
    /// @param status the HTTP status, if there was an answer
    record Failed(String reason, @Nullable Integer status) implements PollOutcome {}
}
