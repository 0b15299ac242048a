package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Validators;
import org.jspecify.annotations.Nullable;

/// What an answer that was good for something said beside its document.
///
/// @param move where the server says that the feed has moved to for good; null if it says nothing of the kind
record Answered(
        int status,
        Validators validators,
        Hints hints,
        @Nullable Move move) {
    static Answered of(Feed feed, Answer.Document document) {
        return new Answered(
                document.status(), document.validators(), document.hints(), Move.of(feed.url, document.hops()));
    }

    static Answered of(Feed feed, Answer.NotModified same) {
        return new Answered(304, same.validators(), same.hints(), Move.of(feed.url, same.hops()));
    }

    boolean hasValidators() {
        return validators.etag() != null || validators.lastModified() != null;
    }
}
