package dev.orrery.enricher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.pipeline.EnricherLoop;
import dev.orrery.enricher.pipeline.KafkaEmitter;
import dev.orrery.enricher.pipeline.Lag;
import dev.orrery.enricher.pipeline.Pipeline;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.enricher.store.Positions;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/// A whole enricher on a thread of its own.
///
/// ```java
/// try (var enricher = Enricher.connect("localhost:9092", "mongodb://localhost/orrery", InstantSource.system())) {
///     enricher.start();
///     …
/// }
/// ```
public final class Enricher implements AutoCloseable {
    public static final String GROUP = "orrery-enricher";

    private static final String DEFAULT_DATABASE = "orrery";
    private static final int BATCH = 500;

    /// Fetched ahead, compressed: the service has to live in a small heap.
    private static final int FETCH_BYTES = 4 << 20;

    private static final Duration STOPPING = Duration.ofSeconds(10);

    /// A member that died is missed soon: that it may only have been slow costs a replay and no more.
    private static final Duration SESSION = Duration.ofSeconds(6);

    /// A planet with a long history is placed anew between two polls.
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(30);

    private final MongoClient mongo;
    private final Emitter emitter;
    private final Lag lag;
    private final EnricherLoop loop;
    private final Thread thread;

    private Enricher(MongoClient mongo, Emitter emitter, Lag lag, EnricherLoop loop) {
        this.mongo = mongo;
        this.emitter = emitter;
        this.lag = lag;
        this.loop = loop;
        this.thread = new Thread(loop, "enricher");
    }

    /// Puts an enricher together; nothing is waited for and nothing runs before [#start].
    ///
    /// @param mongodb a connection string that names the database
    public static Enricher connect(String kafka, String mongodb, InstantSource clock) {
        return connect(kafka, mongodb, clock, emitter -> emitter, positions -> positions);
    }

    /// The same with something between it and what it produces to or keeps its positions in, for tests.
    public static Enricher connect(
            String kafka,
            String mongodb,
            InstantSource clock,
            UnaryOperator<Emitter> aroundEmitter,
            UnaryOperator<Positions> aroundPositions) {
        var address = new ConnectionString(mongodb);
        var mongo = MongoClients.create(settings(address));
        var database = mongo.getDatabase(address.getDatabase() == null ? DEFAULT_DATABASE : address.getDatabase());
        var stores = Stores.in(database);
        var positions = aroundPositions.apply(new MongoPositions(database));
        var emitter = aroundEmitter.apply(new KafkaEmitter(kafka));
        var pipeline = new Pipeline(stores, emitter, new Enrichment(new Sanitizer()), new Placer(), clock);
        var loop = new EnricherLoop(kafka, () -> consumer(kafka), stores, positions, pipeline);
        return new Enricher(mongo, emitter, new Lag(admin(kafka), positions), loop);
    }

    public void start() {
        thread.start();
    }

    /// Whether it does its work just now: it has joined its group and no store is down.
    public boolean isReady() {
        return loop.isReady();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /// How many records wait; nothing if a store does not answer.
    public OptionalLong lag() throws InterruptedException {
        return lag.now();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lag.close();
        emitter.close();
        mongo.close();
    }

    private static Consumer<byte @Nullable [], byte @Nullable []> consumer(String kafka) {
        var settings = new HashMap<>(KafkaSettings.consumer(kafka, GROUP));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 3);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_BATCH.toMillis());
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(settings);
    }

    private static Admin admin(String kafka) {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                CommonClientConfigs.CLIENT_ID_CONFIG,
                GROUP + "-lag",
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                2_000));
    }

    /// A server that does not answer is noticed in seconds, so that waiting for it begins, and stopping is quick.
    private static MongoClientSettings settings(ConnectionString address) {
        return MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(60, TimeUnit.SECONDS))
                .applyConnectionString(address)
                .applicationName(GROUP)
                .build();
    }
}
