package dev.orrery.fetcher.web;

import org.jspecify.annotations.Nullable;

/// What a server gave with a document to recognise it by (RFC 9110 section 8.8). Opaque: sent back as it came.
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);

    /// A 304 may leave out what has not changed.
    Validators orElse(Validators before) {
        return new Validators(
                etag == null ? before.etag : etag, lastModified == null ? before.lastModified : lastModified);
    }
}
