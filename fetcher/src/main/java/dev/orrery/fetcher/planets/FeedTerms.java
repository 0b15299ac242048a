package dev.orrery.fetcher.planets;

/// What a planet's owner asks for when one of its feeds is polled. It is between the owner and the fetcher: no
/// reader needs it, so it is on no topic.
///
/// One feed may be carried by several planets and is polled once for all. Its server's certificate goes unverified
/// only where all of them say so, as one owner may not expose another's readers; of sizes, the largest counts.
///
/// @param insecure whether its server's certificate is not verified
/// @param maxBytes how large its document may be, decoded; 0 for what is usual
public record FeedTerms(boolean insecure, int maxBytes) {
    public static final FeedTerms USUAL = new FeedTerms(false, 0);
}
