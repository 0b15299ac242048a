package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.PlacementKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// What is to be placed anew.
///
/// @param entries on every planet that carries them
/// @param keys    and these, whether the planet carries the entry's feed or not
record Scope(Collection<String> entries, Collection<PlacementKey> keys) {
    Set<String> allEntries() {
        var all = new HashSet<>(entries);
        keys.forEach(key -> all.add(key.entryId()));
        return all;
    }

    Set<String> planets() {
        var planets = new HashSet<String>();
        keys.forEach(key -> planets.add(key.planet()));
        return planets;
    }
}
