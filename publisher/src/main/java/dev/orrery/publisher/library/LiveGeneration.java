package dev.orrery.publisher.library;

import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import java.util.function.Function;
import org.bson.Document;

/// Reads from the generation that is live. One that stopped being live is dropped soon after; so what was read counts
/// only if the generation is live afterwards still.
final class LiveGeneration {
    private static final Document LIVE = new Document("_id", Projection.LIVE);

    private final MongoDatabase database;
    private final Recent recent = new Recent();

    /// The one that was live last; 0 before anybody has asked.
    private volatile long last;

    LiveGeneration(MongoDatabase database) {
        this.database = database;
    }

    long number() {
        var pointer = database.getCollection(Projection.GENERATIONS).find(LIVE).first();
        return pointer == null
                ? Projection.FIRST_GENERATION
                : pointer.get(Projection.GENERATION, Number.class).longValue();
    }

    /// Begins with the one that was live last: none ever becomes live again, so if it is live afterwards, it was all
    /// the time.
    ///
    /// @param reading done again if another generation is live by then
    <T> T read(Function<Generation, T> reading) {
        long before = last == 0 ? number() : last;
        while (true) {
            var value = reading.apply(new Generation(database, before, recent));
            long after = number();
            last = after;
            if (after == before) {
                return value;
            }
            before = after;
        }
    }
}
