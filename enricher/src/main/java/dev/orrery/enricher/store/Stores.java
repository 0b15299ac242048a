package dev.orrery.enricher.store;

import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import java.util.function.Function;

/// The collections of the projection.
public record Stores(
        Entries entries, Placements placements, Planets planets, Feeds feeds, Verdicts verdicts, Groups groups) {
    public static Stores in(Generation generation) {
        return over(name -> new Guarded(generation.collection(name)));
    }

    /// The first generation, in a database that was never replayed.
    public static Stores in(MongoDatabase database) {
        return in(Generation.first(database));
    }

    /// @param collections by name
    public static Stores over(Function<String, Documents> collections) {
        var entries = collections.apply(Projection.ENTRIES);
        return new Stores(
                new Entries(entries),
                new Placements(collections.apply(Projection.PLACEMENTS)),
                new Planets(collections.apply(Projection.PLANETS)),
                new Feeds(collections.apply(Projection.FEEDS)),
                new Verdicts(collections.apply(Projection.VERDICTS)),
                new Groups(collections.apply(Projection.GROUPS), entries));
    }

    /// Creates the indexes that are missing.
    public void index() {
        entries.index();
        placements.index();
        planets.index();
    }
}
