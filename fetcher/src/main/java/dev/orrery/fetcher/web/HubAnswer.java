package dev.orrery.fetcher.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a hub says to a request.
public sealed interface HubAnswer {

    /// It takes the request, and will come to verify it.
    record Accepted(int status) implements HubAnswer {}

    /// It answers, and does not take the request.
    ///
    /// @param reason     a sentence for people
    /// @param retryAfter how long it asks to be left alone
    record Refused(int status, String reason, @Nullable Duration retryAfter) implements HubAnswer {
        /// Whether other requests would fare no better: it is overloaded or broken.
        public boolean troubled() {
            return status >= 500 || status == 429;
        }
    }

    /// It does not answer.
    ///
    /// @param reason a sentence for people
    record Unreachable(String reason) implements HubAnswer {}
}
