package dev.orrery.enricher;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/// The stores of an enricher and how it talks to them. Nothing is waited for here.
public final class Connections implements AutoCloseable {
    private static final String DEFAULT_DATABASE = "orrery";
    private static final int BATCH = 500;

    /// Fetched ahead, compressed: the service has to live in a small heap.
    private static final int FETCH_BYTES = 4 << 20;

    /// A member that died is missed soon: that it may only have been slow costs a replay and no more.
    private static final Duration SESSION = Duration.ofSeconds(6);

    /// A planet with a long history is placed anew between two polls.
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(30);

    private final String kafka;
    private final MongoClient mongo;
    private final MongoDatabase database;

    /// @param mongodb a connection string that names the database
    public Connections(String kafka, String mongodb, String name) {
        var address = new ConnectionString(mongodb);
        this.kafka = kafka;
        this.mongo = MongoClients.create(settings(address, name));
        this.database = mongo.getDatabase(address.getDatabase() == null ? DEFAULT_DATABASE : address.getDatabase());
    }

    public String kafka() {
        return kafka;
    }

    public MongoDatabase database() {
        return database;
    }

    public Consumer<byte @Nullable [], byte @Nullable []> consumer(String group) {
        var settings = new HashMap<>(KafkaSettings.consumer(kafka, group));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 3);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_BATCH.toMillis());
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(settings);
    }

    public Admin admin(String name) {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                CommonClientConfigs.CLIENT_ID_CONFIG,
                name,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                2_000));
    }

    @Override
    public void close() {
        mongo.close();
    }

    /// A server that does not answer is noticed in seconds, so that waiting for it begins, and stopping is quick.
    private static MongoClientSettings settings(ConnectionString address, String name) {
        return MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(60, TimeUnit.SECONDS))
                .applyConnectionString(address)
                .applicationName(name)
                .build();
    }
}
