package dev.orrery.bench.live;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.bench.Plain;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.Placements;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Ids;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/// A planet that shows ever more posts: stores and tells of each as the enricher does.
final class News implements AutoCloseable {
    static final String SLUG = "clocks";

    private static final String FEED = "https://ann.example/feed.xml";
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final MongoClient mongo;
    private final Placements placements;
    private final KafkaProducer<String, byte @Nullable []> producer;
    private int posts;

    /// @param items posts on its page, which there are from the beginning
    News(String kafka, String mongodb, int items) {
        mongo = MongoClients.create(mongodb);
        var stores = Stores.in(mongo.getDatabase("orrery"));
        stores.index();
        stores.planets().merge(List.of(StoredPlanet.of(planet(items), "1")));
        placements = stores.placements();
        var settings = new HashMap<>(KafkaSettings.producer(kafka, "bench-news"));
        // The time until more records join a batch is the enricher's.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(settings);
        for (int i = 0; i < items; i++) {
            store(next());
        }
    }

    /// Another post, newer than all others.
    Placement next() {
        posts++;
        var link = "https://ann.example/" + posts;
        var at = FIRST.plusSeconds(posts);
        return new Placement(
                SLUG,
                Ids.entryId(Ids.feedId(FEED), link),
                Ids.feedId(FEED),
                "ann",
                Placement.Outcome.SHOWN,
                at,
                null,
                List.of(),
                List.of(),
                new Placement.From(1, 1, null),
                new Placement.Announcement("Post " + posts, link, List.of("Ann"), at, null));
    }

    void store(Placement placement) {
        var change =
                new Placements.Change(new PlacementKey(placement.planet(), placement.entryId()), null, "1", placement);
        if (!placements.write(List.of(change)).isEmpty()) {
            throw new IllegalStateException("There is a placement %s already.".formatted(placement.key()));
        }
    }

    /// Returns at once.
    ///
    /// @return when, by [System#nanoTime]
    long tell(Placement placement) {
        var record = EventCodec.record(Topics.PLACEMENTS, placement.key(), placement);
        long now = System.nanoTime();
        var _ = producer.send(record);
        return now;
    }

    @Override
    public void close() {
        producer.close();
        mongo.close();
    }

    private static Planet planet(int items) {
        return Plain.planet(SLUG, "Clocks", items, List.of(Plain.subscription("ann", Ids.feedId(FEED), FEED, "Ann")));
    }
}
