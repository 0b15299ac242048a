package dev.orrery.publisher.library;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// One generation of the projection's collections.
///
/// @param recent what was read of any
record Generation(MongoDatabase database, long number, Recent recent) {
    /// @param name as in [Projection]
    MongoCollection<Document> collection(String name) {
        return database.getCollection(Projection.collection(name, number));
    }

    /// Records that are there, by id.
    <T> Map<String, T> byId(String name, Collection<String> ids, Class<T> type) {
        return ids.isEmpty() ? Map.of() : recent.byId(collection(name), ids, type);
    }

    /// The same for records that have just changed.
    <T> Map<String, T> changed(String name, Collection<String> ids, Class<T> type) {
        return recent.changed(collection(name), ids, type);
    }

    /// Records that a query of one of the collections finds, in its order.
    <T> List<T> found(String name, FindIterable<Document> query, Class<T> type) {
        return recent.found(collection(name), query, type);
    }
}
