package dev.orrery.publisher.library;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet.Subscription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as one planet shows it: the entry, the planet's placement of it, and the subscription it came through.
public record Post(Entry entry, Placement placement, Subscription subscription) {

    /// Where the post stands in time, for headings and order: what its author says, unless that lies in the future.
    public Instant at() {
        return placement.rankAt();
    }

    /// Never empty: where the feed names nobody it is the subscription's name.
    public List<String> authors() {
        var authors = placement.entry().authors();
        return authors.isEmpty() ? List.of(subscription.name()) : authors;
    }

    public @Nullable String link() {
        return Web.address(entry.link());
    }

    /// The newest moment at which something about the post is known to have changed.
    Instant changedAt() {
        var changed = entry.firstSeenAt();
        // A post that was not edited since it was seen may still claim any date, also one to come.
        if (entry.edited() && entry.updatedAt() != null && entry.updatedAt().isAfter(changed)) {
            changed = entry.updatedAt();
        }
        return changed;
    }
}
