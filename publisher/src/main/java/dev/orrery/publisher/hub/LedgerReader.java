package dev.orrery.publisher.hub;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topic of subscriptions from its beginning into the [Ledger], and goes on reading. For one thread.
final class LedgerReader {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);

    private final Ledger ledger;
    private final Consumer<byte[], byte @Nullable []> consumer;
    private Map<TopicPartition, Long> ends = Map.of();
    private volatile boolean complete;

    LedgerReader(Ledger ledger, Consumer<byte[], byte @Nullable []> consumer) {
        this.ledger = ledger;
        this.consumer = consumer;
    }

    void begin() {
        var partitions = consumer.partitionsFor(Topics.HUB_SUBSCRIPTIONS.name(), PATIENCE).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("the topic of subscriptions is not known there yet");
        }
        ledger.clear();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
    }

    void read() {
        consumer.poll(POLL).forEach(this::read);
        complete = complete
                || ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    /// Whether all that was there at the beginning has been read.
    boolean isComplete() {
        return complete;
    }

    private void read(ConsumerRecord<byte[], byte @Nullable []> record) {
        if (record.key() == null) {
            return;
        }
        var id = new String(record.key(), StandardCharsets.UTF_8);
        try {
            var subscription = EventCodec.value(Topics.HUB_SUBSCRIPTIONS, record);
            if (subscription == null) {
                ledger.end(id, EventCodec.revision(record));
            } else {
                ledger.put(id, record.partition(), subscription);
            }
        } catch (UnreadableEvent e) {
            LOG.warn(
                    "A hub's subscription cannot be read: {} offset={}-{}",
                    e.getMessage(),
                    record.partition(),
                    record.offset());
        }
    }
}
