package dev.orrery.publisher.serve;

import java.util.concurrent.CompletableFuture;

/// Answers what depends on more than the address: there are too many such answers to keep them, so each is made for who
/// asks.
@FunctionalInterface
public interface Questions {
    /// Returns at once, whatever it takes to find the answer.
    ///
    /// @param format one that [Format#isAsked]
    CompletableFuture<Reply> ask(String slug, Format format, Parameters parameters);

    /// What there is to say.
    sealed interface Reply {
        record There(Rendering rendering) implements Reply {}

        /// No such planet, or no such page.
        record Missing() implements Reply {}

        /// Too many are asking, or nothing can be answered yet; it is worth asking again.
        record Busy() implements Reply {}
    }
}
