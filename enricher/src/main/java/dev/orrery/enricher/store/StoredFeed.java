package dev.orrery.enricher.store;

import dev.orrery.events.FeedStatus;
import org.jspecify.annotations.Nullable;

/// A feed as it is stored.
///
/// @param rev   see [Revs]
/// @param value absent when the feed is polled no more
public record StoredFeed(
        String feedId, String rev, @Nullable FeedStatus value) {}
