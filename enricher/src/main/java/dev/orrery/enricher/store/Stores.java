package dev.orrery.enricher.store;

import com.mongodb.client.MongoDatabase;

/// The collections of the projection.
public record Stores(Entries entries, Placements placements, Planets planets, Feeds feeds, Verdicts verdicts) {
    public static Stores in(MongoDatabase database) {
        return new Stores(
                new Entries(database),
                new Placements(database),
                new Planets(database),
                new Feeds(database),
                new Verdicts(database));
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
