package dev.orrery.fetcher.web;

/// A document to ask for.
///
/// @param validators of the document that we have
/// @param planets    how many planets carry the feed; webmasters are told
public record FeedRequest(String url, Validators validators, int planets) {}
