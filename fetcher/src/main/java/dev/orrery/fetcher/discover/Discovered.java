package dev.orrery.fetcher.discover;

import java.util.List;

/// What came of looking for a site's feeds.
public sealed interface Discovered {
    /// Every address that was asked for, in order.
    List<Attempt> trail();

    /// @param feeds best first, at least one
    record Found(List<FoundFeed> feeds, List<Attempt> trail) implements Discovered {
        public Found {
            feeds = List.copyOf(feeds);
            trail = List.copyOf(trail);
        }
    }

    /// @param reason a sentence for people
    record NotFound(String reason, List<Attempt> trail) implements Discovered {
        public NotFound {
            trail = List.copyOf(trail);
        }
    }
}
