package dev.orrery.fetcher.push;

import org.jspecify.annotations.Nullable;

/// What came to a callback's address.
///
/// @param token     the end of that address
/// @param signature the header `X-Hub-Signature`
@SuppressWarnings("ArrayRecordComponent") // Looked at once, never compared.
public record Delivery(
        String token,
        @Nullable String contentType,
        @Nullable String signature,
        byte[] body) {}
