package dev.orrery.publisher;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/// A MongoDB of the test's own, filled as the enricher fills it.
public final class Store implements AutoCloseable {
    private static final AtomicLong REVS = new AtomicLong();

    private final MongoServer server = new MongoServer(H2Backend.inMemory());
    private final String uri = server.bindAndGetConnectionString();
    private final MongoClient client = MongoClients.create(uri + "/?serverSelectionTimeoutMS=500&connectTimeoutMS=500");

    private long generation = Projection.FIRST_GENERATION;

    /// What is put from now on goes to this generation.
    public void rebuild(long number) {
        generation = number;
    }

    /// Makes a generation the one that is read.
    public void live(long number) {
        var live = new Document("_id", Projection.LIVE);
        database()
                .getCollection(Projection.GENERATIONS)
                .replaceOne(
                        live,
                        new Document(live).append(Projection.GENERATION, number),
                        new ReplaceOptions().upsert(true));
    }

    /// Where it is, without a database.
    public String uri() {
        return uri;
    }

    public MongoDatabase database() {
        return client.getDatabase("orrery");
    }

    public void put(Planet planet) {
        put(
                Projection.PLANETS,
                planet.planet(),
                planet,
                new Document(
                        "feedIds",
                        planet.subscriptions().stream()
                                .map(Subscription::feedId)
                                .toList()));
    }

    public void put(Entry entry) {
        put(Projection.ENTRIES, entry.entryId(), entry, new Document("feedId", entry.feedId()));
    }

    public void put(FeedStatus feed) {
        put(Projection.FEEDS, feed.feedId(), feed, new Document());
    }

    public void put(Placement placement) {
        put(
                Projection.PLACEMENTS,
                placement.key(),
                placement,
                new Document("planet", placement.planet())
                        .append("entryId", placement.entryId())
                        .append("feedId", placement.feedId())
                        .append("subscription", placement.subscription())
                        .append("outcome", EventCodec.json().convertValue(placement.outcome(), String.class))
                        .append("rankAt", Date.from(placement.rankAt())));
    }

    /// An entry that the planet shows.
    public void show(Planet planet, Subscription subscription, Entry entry, String... tags) {
        put(entry);
        put(Given.placement(planet, subscription, entry, tags));
    }

    /// Gives every planet another theme.
    public void dress(String theme) {
        database()
                .getCollection(Projection.collection(Projection.PLANETS, generation))
                .updateMany(new Document(), new Document("$set", new Document("value.theme", theme)));
    }

    public void remove(Planet planet, Entry entry) {
        database()
                .getCollection(Projection.PLACEMENTS)
                .deleteOne(new Document("_id", Placement.key(planet.planet(), entry.entryId())));
    }

    /// Gone for good, as a server that fell over.
    public void shutDown() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }

    /// For a document that changes: no two are the same.
    public static String rev() {
        return "rev-" + REVS.incrementAndGet();
    }

    private void put(String collection, String id, Object value, Document copies) {
        var document = new Document("_id", id).append("rev", rev());
        document.putAll(copies);
        document.append("value", new Document(asMap(value)));
        database()
                .getCollection(Projection.collection(collection, generation))
                .replaceOne(new Document("_id", id), document, new ReplaceOptions().upsert(true));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return EventCodec.json().convertValue(value, Map.class);
    }
}
