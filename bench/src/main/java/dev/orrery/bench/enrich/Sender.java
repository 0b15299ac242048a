package dev.orrery.bench.enrich;

import dev.orrery.events.KafkaSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Sends records as our services do, without waiting for each; when it is closed, all are acknowledged.
final class Sender implements AutoCloseable {
    private final KafkaProducer<String, byte @Nullable []> producer;
    private volatile @Nullable Exception failure;

    Sender(String kafka, String name) {
        producer = new KafkaProducer<>(KafkaSettings.producer(kafka, name));
    }

    void send(ProducerRecord<String, byte @Nullable []> record) {
        var _ = producer.send(record, (_, e) -> failure = e == null ? failure : e);
    }

    /// @throws IllegalStateException if one was not acknowledged
    @Override
    public void close() {
        producer.flush();
        producer.close();
        if (failure != null) {
            throw new IllegalStateException("Kafka did not take a record", failure);
        }
    }
}
