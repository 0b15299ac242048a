package dev.orrery.fetcher.web;

import java.time.Duration;

/// What one answer may cost.
///
/// @param connect   until a connection stands
/// @param exchange  for everything, redirects included, even if a byte drips in every second
/// @param bodyBytes decoded
/// @param ratio     decoded to sent; counted beyond the first [#FREE_BYTES]
/// @param redirects followed
public record Limits(Duration connect, Duration exchange, int bodyBytes, int ratio, int redirects) {
    /// A small feed of much repetition compresses well and harms nobody.
    static final int FREE_BYTES = 1 << 20;
}
