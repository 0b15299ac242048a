package dev.orrery.enricher.store;

import dev.orrery.events.Placement;
import dev.orrery.events.UnreadableEvent;

/// An entry on a planet.
public record PlacementKey(String planet, String entryId) {
    /// As it stands on topics and in MongoDB: `planet/entryId`.
    public String id() {
        return Placement.key(planet, entryId);
    }

    public static PlacementKey parse(String id) throws UnreadableEvent {
        int slash = id.lastIndexOf('/');
        if (slash <= 0 || slash == id.length() - 1) {
            throw new UnreadableEvent("the key “%s” is not planet/entryId".formatted(id));
        }
        return new PlacementKey(id.substring(0, slash), id.substring(slash + 1));
    }
}
