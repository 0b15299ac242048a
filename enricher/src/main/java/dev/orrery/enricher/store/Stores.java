package dev.orrery.enricher.store;

import com.mongodb.client.MongoDatabase;

/// The collections of the projection.
public record Stores(Entries entries, Placements placements, Planets planets, Feeds feeds, Verdicts verdicts) {
    public static Stores in(Generation generation) {
        return new Stores(
                new Entries(generation),
                new Placements(generation),
                new Planets(generation),
                new Feeds(generation),
                new Verdicts(generation));
    }

    /// The first generation, in a database that was never replayed.
    public static Stores in(MongoDatabase database) {
        return in(Generation.first(database));
    }

    /// Creates the indexes that are missing.
    public void index() {
        entries.index();
        placements.index();
        planets.index();
        feeds.index();
        verdicts.index();
    }
}
