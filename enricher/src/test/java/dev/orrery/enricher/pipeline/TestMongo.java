package dev.orrery.enricher.pipeline;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.orrery.events.Projection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/// The embedded server of the local mode, in memory.
final class TestMongo implements AutoCloseable {
    private static final List<String> CONTENT = List.of(
            Projection.ENTRIES, Projection.PLACEMENTS, Projection.PLANETS, Projection.FEEDS, Projection.VERDICTS);

    private final MongoServer server = new MongoServer(H2Backend.inMemory());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final AtomicInteger databases = new AtomicInteger();

    MongoDatabase database() {
        return client.getDatabase("test" + databases.incrementAndGet());
    }

    /// Everything but the positions, as JSON by collection and `_id`.
    static Map<String, String> content(MongoDatabase database) {
        var content = new TreeMap<String, String>();
        for (var name : CONTENT) {
            for (var document : database.getCollection(name).find()) {
                content.put(name + " " + document.getString("_id"), document.toJson());
            }
        }
        return content;
    }

    static Map<String, Document> documents(MongoDatabase database, String collection) {
        var documents = new TreeMap<String, Document>();
        for (var document : database.getCollection(collection).find()) {
            documents.put(document.getString("_id"), document);
        }
        return documents;
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
