package dev.orrery.fetcher.web;

/// A document to ask for.
///
/// @param validators of the document that we have
/// @param planets    how many planets carry the feed; webmasters are told
/// @param insecure   whether its server's certificate is not verified; redirects to other hosts are verified all the
/// same
/// @param maxBytes   how large it may be, decoded; 0 for what is usual
public record FeedRequest(String url, Validators validators, int planets, boolean insecure, int maxBytes) {
    public FeedRequest(String url, Validators validators, int planets) {
        this(url, validators, planets, false, 0);
    }
}
