package dev.orrery.fetcher.discover;

import org.jspecify.annotations.Nullable;

/// An address that was asked for, and what came of it.
///
/// @param sentence for people
/// @param head     the first characters of what came, where that was no feed
public record Attempt(
        String url,
        How how,
        Step step,
        String sentence,
        @Nullable String head) {
    /// How far it came.
    public enum Step {
        FEED,
        /// A web page, which was looked through.
        PAGE,
        /// What was asked for is no address of the web.
        ADDRESS,
        DNS,
        /// Where it leads may not be connected.
        GUARD,
        CONNECT,
        TLS,
        /// The answer broke off or took too long.
        EXCHANGE,
        REDIRECT,
        /// The server answered, with no document.
        STATUS,
        /// The server lets only browsers with somebody before them pass.
        BOT_WALL,
        NOT_A_FEED
    }
}
