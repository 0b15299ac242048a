package dev.orrery.fetcher.web;

import java.time.Duration;

/// What one answer may cost, and all that are under way together.
///
/// @param connect   until a connection stands
/// @param exchange  for everything, redirects included, even if a byte drips in every second. Time in which we wait
///                  for ourselves, for a turn at a host or for memory, does not count
/// @param bodyBytes decoded; a feed may have a limit of its own
/// @param ratio     decoded to sent; counted beyond the first [#FREE_BYTES]
/// @param redirects followed
/// @param atOnce    requests under way at the same time
/// @param memory    bytes of the heap that documents may take from their first byte until they have been read; see
/// [Room]
public record Limits(
        Duration connect, Duration exchange, int bodyBytes, int ratio, int redirects, int atOnce, long memory) {
    /// A small feed of much repetition compresses well and harms nobody.
    static final int FREE_BYTES = 1 << 20;

    private static final int AT_ONCE = 256;

    /// Room for as many documents as a quarter of the heap holds.
    public Limits(Duration connect, Duration exchange, int bodyBytes, int ratio, int redirects) {
        this(
                connect,
                exchange,
                bodyBytes,
                ratio,
                redirects,
                AT_ONCE,
                Runtime.getRuntime().maxMemory() / 4);
    }
}
