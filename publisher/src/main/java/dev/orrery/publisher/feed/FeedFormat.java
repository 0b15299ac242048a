package dev.orrery.publisher.feed;

/// Writes a feed's document in one format.
@FunctionalInterface
interface FeedFormat {
    byte[] write(Feed feed);
}
