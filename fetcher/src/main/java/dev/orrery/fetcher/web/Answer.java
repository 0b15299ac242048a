package dev.orrery.fetcher.web;

import org.jspecify.annotations.Nullable;

/// What came of asking for a document.
public sealed interface Answer {

    /// @param url  where it was found in the end
    /// @param body decoded
    @SuppressWarnings("ArrayRecordComponent") // Looked at once, never compared.
    record Document(String url, int status, @Nullable String contentType, byte[] body, Validators validators)
            implements Answer {}

    /// What we have is still it.
    record NotModified(Validators validators) implements Answer {}

    /// The server answered, with something else than a document.
    ///
    /// @param reason a sentence for people
    record Refused(int status, String reason) implements Answer {}

    /// There was no answer, or not one that could be taken whole.
    ///
    /// @param reason a sentence for people
    record Unreachable(String reason) implements Answer {}
}
