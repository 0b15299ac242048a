package dev.orrery.enricher.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bson.Document;

/// One generation of the projection's collections.
///
/// It knows what was opened in it; so whoever has opened all there is ([Stores#in(Generation)] and [MongoPositions])
/// can copy or drop it whole, whatever collections there will be.
public final class Generation {
    private static final int BULK = 200;
    private static final Document ONLY_ID = new Document("_id", 1);

    private final MongoDatabase database;
    private final long number;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    public Generation(MongoDatabase database, long number) {
        this.database = database;
        this.number = number;
    }

    public static Generation first(MongoDatabase database) {
        return new Generation(database, Projection.FIRST_GENERATION);
    }

    public long number() {
        return number;
    }

    /// @param name as in [Projection]
    public MongoCollection<Document> collection(String name) {
        names.add(name);
        return existing(name);
    }

    /// Drops everything that was opened here.
    public void drop() {
        // Not all servers are silent about what is not there.
        for (var there : database.listCollectionNames().into(new ArrayList<>())) {
            if (names.stream()
                    .anyMatch(name -> Projection.collection(name, number).equals(there))) {
                database.getCollection(there).drop();
            }
        }
    }

    /// Copies what was opened here, documents that are there already stay as they are.
    public void copyTo(Generation other) {
        for (var name : names) {
            if (!name.equals(Projection.POSITIONS)) {
                copy(existing(name), other.existing(name));
            }
        }
    }

    /// By `_id`, a part at a time: all of a collection in one answer would not fit the memory of a small server.
    private static void copy(MongoCollection<Document> from, MongoCollection<Document> to) {
        var there = ids(to);
        var missing = ids(from).stream().filter(id -> !there.contains(id)).toList();
        for (int at = 0; at < missing.size(); at += BULK) {
            var part = missing.subList(at, Math.min(at + BULK, missing.size()));
            var documents = from.find(Guarded.anyOf(Guarded.ID, part)).into(new ArrayList<>());
            if (!documents.isEmpty()) {
                to.insertMany(documents);
            }
        }
    }

    private static Set<String> ids(MongoCollection<Document> collection) {
        var ids = new HashSet<String>();
        collection.find().projection(ONLY_ID).forEach(found -> ids.add(found.getString(Guarded.ID)));
        return ids;
    }

    /// The names that were opened, as in [Projection].
    public List<String> names() {
        return List.copyOf(names);
    }

    private MongoCollection<Document> existing(String name) {
        return database.getCollection(Projection.collection(name, number));
    }
}
