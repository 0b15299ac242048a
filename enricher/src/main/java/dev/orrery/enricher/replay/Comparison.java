package dev.orrery.enricher.replay;

import com.mongodb.client.MongoCollection;
import dev.orrery.enricher.store.Generation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Finds the documents whose values differ between two generations, reading by `_id` and a part at a time.
final class Comparison {
    private static final int PART = 200;
    private static final String ID = "_id";
    private static final String VALUE = "value";
    private static final Document ONLY_ID = new Document(ID, 1);

    private final MongoCollection<Document> live;
    private final MongoCollection<Document> rebuilt;

    Comparison(Generation live, Generation rebuilt, String collection) {
        this.live = live.collection(collection);
        this.rebuilt = rebuilt.collection(collection);
    }

    /// A document as it is and as it would be; null where there is none.
    record Pair(
            String id, @Nullable Document live, @Nullable Document rebuilt) {
        static @Nullable Document value(@Nullable Document document) {
            return document == null ? null : document.get(VALUE, Document.class);
        }

        boolean differs() {
            return !Objects.equals(value(live), value(rebuilt));
        }
    }

    /// What is done with a part of the documents.
    @FunctionalInterface
    interface Parts<T> {
        void take(List<T> part) throws InterruptedException;
    }

    void differing(Parts<Pair> part) throws InterruptedException {
        parts(rebuilt, ids -> {
            var before = read(live, ids);
            var after = read(rebuilt, ids);
            pass(
                    ids.stream()
                            .map(id -> new Pair(id, before.get(id), after.get(id)))
                            .toList(),
                    part);
        });
        parts(live, ids -> {
            var after = ids(rebuilt, ids);
            var gone = ids.stream().filter(id -> !after.containsKey(id)).toList();
            var before = read(live, gone);
            pass(gone.stream().map(id -> new Pair(id, before.get(id), null)).toList(), part);
        });
    }

    private static void pass(List<Pair> pairs, Parts<Pair> part) throws InterruptedException {
        var differing = pairs.stream().filter(Pair::differs).toList();
        if (!differing.isEmpty()) {
            part.take(differing);
        }
    }

    private static void parts(MongoCollection<Document> collection, Parts<String> part) throws InterruptedException {
        var ids = new ArrayList<String>(PART);
        for (var found : collection.find().projection(ONLY_ID)) {
            ids.add(found.getString(ID));
            if (ids.size() == PART) {
                part.take(List.copyOf(ids));
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            part.take(ids);
        }
    }

    private static Map<String, Document> read(MongoCollection<Document> collection, List<String> ids) {
        return find(collection, ids, new Document());
    }

    private static Map<String, Document> ids(MongoCollection<Document> collection, List<String> ids) {
        return find(collection, ids, ONLY_ID);
    }

    private static Map<String, Document> find(
            MongoCollection<Document> collection, List<String> ids, Document projection) {
        var found = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection
                    .find(new Document(ID, new Document("$in", ids)))
                    .projection(projection)
                    .forEach(document -> found.put(document.getString(ID), document));
        }
        return found;
    }
}
