package dev.orrery.enricher.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import org.bson.Document;

/// Which generation of the projection is live.
public final class Generations {
    private static final Document LIVE = new Document(Guarded.ID, Projection.LIVE);

    private final MongoDatabase database;
    private final MongoCollection<Document> pointers;

    public Generations(MongoDatabase database) {
        this.database = database;
        this.pointers = database.getCollection(Projection.GENERATIONS);
    }

    public long live() {
        var pointer = pointers.find(LIVE).first();
        return pointer == null
                ? Projection.FIRST_GENERATION
                : pointer.get(Projection.GENERATION, Number.class).longValue();
    }

    public Generation open(long number) {
        return new Generation(database, number);
    }

    /// Makes `next` the live one, in one write, if `present` is.
    ///
    /// @return false if another is live
    public boolean go(long present, long next) {
        makeSureThatThereIsAPointer();
        return pointers.replaceOne(pointer(present), pointer(next)).getMatchedCount() == 1;
    }

    private void makeSureThatThereIsAPointer() {
        if (pointers.find(LIVE).first() != null) {
            return;
        }
        try {
            pointers.insertOne(pointer(Projection.FIRST_GENERATION));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private static Document pointer(long number) {
        return new Document(Guarded.ID, Projection.LIVE).append(Projection.GENERATION, number);
    }
}
