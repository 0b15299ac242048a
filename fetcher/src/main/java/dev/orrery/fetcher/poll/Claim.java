package dev.orrery.fetcher.poll;

/// The right to ask a host now, for one feed. It ends when the poll is stored, or when its lease runs out.
///
/// @param token     the lease, unlike any other
/// @param feed      as it was when the claim was made
/// @param delivered it is not for a poll but for what the feed's hub delivered: the document may hold the new entries
///                  alone, so what it lacks is not gone, and it says nothing of how the feed's server fares
public record Claim(String host, String token, Feed feed, boolean delivered) {
    Claim(String host, String token, Feed feed) {
        this(host, token, feed, false);
    }
}
