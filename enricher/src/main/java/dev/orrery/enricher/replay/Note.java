package dev.orrery.enricher.replay;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.orrery.enricher.enrich.Tags;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Projection;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What is remembered of a replay that has not ended, beside the pointer to the live generation.
///
/// @param generation that is being made
/// @param from       that was live when it began
/// @param versions   of what decides; what others have begun cannot be gone on with
record Note(long generation, long from, ReplayScope scope, String versions, State state) {
    enum State {
        /// Nothing can be relied on in the new generation but that it is there.
        NEW,
        /// Its positions are there, and its copy if it needs one.
        BEGUN,
        /// It is live, and all that differs was produced.
        TOLD
    }

    static final String VERSIONS =
            "sanitizer %d, tagger %d, placer %d".formatted(Sanitizer.VERSION, Tags.VERSION, Placer.VERSION);

    private static final Document ID = new Document("_id", "replay");

    static @Nullable Note read(MongoDatabase database) {
        var document = notes(database).find(ID).first();
        if (document == null) {
            return null;
        }
        var since = document.getString("since");
        return new Note(
                document.get("generation", Number.class).longValue(),
                document.get("from", Number.class).longValue(),
                new ReplayScope(document.getString("planet"), since == null ? null : Instant.parse(since)),
                document.getString("versions"),
                State.valueOf(document.getString("state")));
    }

    Note write(MongoDatabase database) {
        var since = scope.since();
        var document = new Document(ID)
                .append("generation", generation)
                .append("from", from)
                .append("planet", scope.planet())
                .append("since", since == null ? null : since.toString())
                .append("versions", versions)
                .append("state", state.name());
        notes(database).replaceOne(ID, document, new ReplaceOptions().upsert(true));
        return this;
    }

    Note now(State next) {
        return new Note(generation, from, scope, versions, next);
    }

    static void remove(MongoDatabase database) {
        notes(database).deleteOne(ID);
    }

    private static MongoCollection<Document> notes(MongoDatabase database) {
        return database.getCollection(Projection.GENERATIONS);
    }
}
