package dev.orrery.enricher.pipeline;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Produces records.
public interface Emitter extends AutoCloseable {
    /// Whether anybody hears of records; where nobody does, they need not be made.
    default boolean isHeard() {
        return true;
    }

    /// Returns when every record is acknowledged.
    ///
    /// @throws org.apache.kafka.common.KafkaException if one is not; any of the others may have been
    void emit(List<ProducerRecord<String, byte @Nullable []>> records) throws InterruptedException;

    /// The same for dead letters, whose keys are bytes as they came.
    void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) throws InterruptedException;

    @Override
    void close();
}
