package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredFeed;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.StoredVerdict;
import java.util.ArrayList;
import java.util.List;

/// What the records of a batch come to, ready to be stored.
final class Work {
    private final List<StoredEntry> entries = new ArrayList<>();
    private final List<StoredPlanet> planets = new ArrayList<>();
    private final List<StoredFeed> feeds = new ArrayList<>();
    private final List<StoredVerdict> verdicts = new ArrayList<>();

    List<StoredEntry> entries() {
        return entries;
    }

    List<StoredPlanet> planets() {
        return planets;
    }

    List<StoredFeed> feeds() {
        return feeds;
    }

    List<StoredVerdict> verdicts() {
        return verdicts;
    }
}
