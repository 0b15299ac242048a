package dev.orrery.publisher.serve;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// What is known of one planet beside its renderings, little enough to be kept for every planet that was
/// asked for.
final class Shelf {
    private static final int[] ANY = {};

    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong healthChanges = new AtomicLong();
    private volatile int[] feeds = ANY;

    /// Counts what changed on the planet, as far as a format shows it.
    AtomicLong changes(Format format) {
        return format == Format.HEALTH ? healthChanges : changes;
    }

    /// How a feed fares has changed, which is told nowhere else.
    void healthChanged() {
        healthChanges.incrementAndGet();
    }

    void changed() {
        changes.incrementAndGet();
        healthChanges.incrementAndGet();
    }

    void carries(Set<String> feedIds) {
        var hashes = feedIds.stream().mapToInt(String::hashCode).sorted().toArray();
        feeds = hashes.length == 0 ? new int[] {0} : hashes;
    }

    /// That two feeds have one hash does no harm: something is made once too often.
    boolean mayShow(String feedId) {
        var carried = feeds;
        return carried.length == 0 || Arrays.binarySearch(carried, feedId.hashCode()) >= 0;
    }
}
