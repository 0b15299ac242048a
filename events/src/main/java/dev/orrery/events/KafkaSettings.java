package dev.orrery.events;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// How our clients talk to Kafka: the delivery rules as settings.
public final class KafkaSettings {
    private KafkaSettings() {}

    /// Idempotent, acknowledged by all replicas, compressed with LZ4: zstd's records are smaller, but compressing
    /// them was a third of what a fetcher did. A send is retried until `delivery.timeout.ms`; whoever sends waits
    /// for the acknowledgement.
    public static Map<String, Object> producer(String bootstrap, String clientId) {
        var settings = client(bootstrap, clientId);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // One request at a time. A broker takes any sequence number from a producer that it does not know yet; so on a
        // partition that was made just now, where the first batch still finds no leader and the second does, the first
        // one is out of order for good, and its records wait for two minutes until the producer gives up.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /// The same for dead letters, whose keys are bytes as they came.
    public static Map<String, Object> deadLetterProducer(String bootstrap, String clientId) {
        var settings = producer(bootstrap, clientId);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /// From the earliest record, never committing by itself. Keys and values are bytes: what cannot be read is a dead
    /// letter, not an exception out of `poll`.
    public static Map<String, Object> consumer(String bootstrap, String clientId) {
        var settings = client(bootstrap, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /// The same in a group that only shares partitions out: whoever is gone is missed soon.
    public static Map<String, Object> member(String bootstrap, String clientId, String group) {
        var settings = consumer(bootstrap, clientId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return settings;
    }

    private static Map<String, Object> client(String bootstrap, String clientId) {
        NativeLz4.load();
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        // KIP-714: no broker asks for it unless it has a plugin for that, and it takes a hundred classes and a request.
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
