package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Answer;
import java.util.function.ToIntFunction;

/// What an answer without a document comes to.
final class NoDocument {
    private NoDocument() {}

    /// @param strikes how often in a row a host has asked to be left alone, this time included
    static PollOutcome outcome(Feed feed, Answer answer, ToIntFunction<String> strikes) {
        return switch (answer) {
            case Answer.NotModified same -> new PollOutcome.NotModified(Answered.of(feed, same));
            case Answer.Refused refused -> refused(feed, refused, strikes);
            case Answer.Unreachable unreachable ->
                new PollOutcome.Failed(Causes.of(unreachable.step()), unreachable.reason(), null);
            case Answer.Document document ->
                throw new IllegalArgumentException("%s has a document".formatted(document.url()));
        };
    }

    private static PollOutcome refused(Feed feed, Answer.Refused refused, ToIntFunction<String> strikes) {
        return switch (refused.status()) {
            case 429, 503 -> {
                var host = CarriedFeeds.hostOf(
                        refused.hops().isEmpty()
                                ? feed.url
                                : refused.hops().getLast().to());
                yield new PollOutcome.RateLimited(
                        Causes.of(refused), refused.reason(), refused.status(), host, strikes.applyAsInt(host));
            }
            case 410 -> new PollOutcome.Gone(Causes.of(refused), refused.reason());
            default -> new PollOutcome.Failed(Causes.of(refused), refused.reason(), refused.status());
        };
    }
}
