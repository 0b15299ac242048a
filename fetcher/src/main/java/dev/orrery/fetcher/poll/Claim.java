package dev.orrery.fetcher.poll;

/// The right to ask a host now, for one feed. It ends when the poll is stored, or when its lease runs out.
///
/// @param token the lease, unlike any other
/// @param feed  as it was when the claim was made
public record Claim(String host, String token, Feed feed) {}
