package dev.orrery.local;

import dev.orrery.events.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Writes topics, and reads them from their beginning to where they end now, as anybody could.
final class Records {
    private Records() {}

    /// Returns when every record is acknowledged.
    static void produce(String bootstrap, Iterable<ProducerRecord<String, byte[]>> records) throws Exception {
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(bootstrap, "writer"))) {
            var sent = new ArrayList<Future<?>>();
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (var one : sent) {
                one.get();
            }
        }
    }

    static List<ConsumerRecord<byte[], byte[]>> of(String bootstrap, String topic) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(KafkaSettings.consumer(bootstrap, "reader"))) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
