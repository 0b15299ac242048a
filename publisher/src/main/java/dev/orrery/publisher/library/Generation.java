package dev.orrery.publisher.library;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Projection;
import org.bson.Document;

/// One generation of the projection's collections.
record Generation(MongoDatabase database, long number) {
    /// @param name as in [Projection]
    MongoCollection<Document> collection(String name) {
        return database.getCollection(Projection.collection(name, number));
    }
}
