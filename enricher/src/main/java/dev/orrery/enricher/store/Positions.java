package dev.orrery.enricher.store;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far each partition was handled: the offset of the next record to read.
public interface Positions {
    /// Partitions without an entry were never read.
    Map<TopicPartition, Long> load();

    void store(Map<TopicPartition, Long> next);
}
