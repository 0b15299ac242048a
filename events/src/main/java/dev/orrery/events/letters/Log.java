package dev.orrery.events.letters;

import dev.orrery.events.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Topics as something to look things up in.
final class Log implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer;

    Log(String bootstrap) {
        var settings = new HashMap<>(KafkaSettings.consumer(bootstrap, "orrery-dead-letters"));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        this.consumer = new KafkaConsumer<>(settings);
    }

    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
    }

    long begin(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /// Every record from there to where the partition ends now.
    ///
    /// @return that end
    long read(
            TopicPartition partition, long from, Consumer<ConsumerRecord<byte @Nullable [], byte @Nullable []>> each) {
        long end = end(partition);
        read(partition, from, end, each);
        return end;
    }

    /// Every record from there to before `end`.
    void read(
            TopicPartition partition,
            long from,
            long end,
            Consumer<ConsumerRecord<byte @Nullable [], byte @Nullable []>> each) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, Math.max(from, begin(partition)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            var records = consumer.poll(POLL);
            for (var record : records) {
                if (record.offset() < end) {
                    each.accept(record);
                }
            }
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("%s could not be read to its end".formatted(partition));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
