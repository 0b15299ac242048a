package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.PlacementKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is to be placed anew.
///
/// @param entries on every planet that carries them
/// @param keys    and these, whether the planet carries the entry's feed or not; where it does not, that is produced
/// @param quiet   and these, of which only what changes is produced
record Scope(Collection<String> entries, Set<PlacementKey> keys, Set<PlacementKey> quiet) {
    static Scope of(Collection<PlacementKey> keys) {
        return new Scope(List.of(), Set.copyOf(keys), Set.of());
    }

    static Scope quietly(Collection<PlacementKey> keys) {
        return new Scope(List.of(), Set.of(), Set.copyOf(keys));
    }

    Set<String> allEntries() {
        var all = new HashSet<>(entries);
        Stream.concat(keys.stream(), quiet.stream()).forEach(key -> all.add(key.entryId()));
        return all;
    }

    Set<String> planets() {
        var planets = new HashSet<String>();
        Stream.concat(keys.stream(), quiet.stream()).forEach(key -> planets.add(key.planet()));
        return planets;
    }

    boolean mayHaveBeen(PlacementKey key) {
        return keys.contains(key);
    }

    boolean isQuiet(PlacementKey key) {
        return quiet.contains(key) && !keys.contains(key);
    }
}
