package dev.orrery.publisher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.EventCodec;
import dev.orrery.events.HubSubscription;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Who verifies subscriptions and who delivers to them write the same records, and may cross.
class LedgerTest {
    private static final Instant SINCE = Instant.parse("2026-04-01T12:00:00Z");

    private final Ledger ledger = new Ledger();
    private final HubSubscription first = new HubSubscription(
            "https://reader.example/7", "https://clocks.example/atom.xml", "old", SINCE, SINCE.plusSeconds(60), "a", 0);
    private final HubSubscription renewed = new HubSubscription(
            first.callback(), first.topic(), "new", SINCE.plusSeconds(50), SINCE.plusSeconds(110), "a", 0);

    @Test
    void aDeliveryThatCrossesARenewalDoesNotUndoIt() {
        put(first);
        put(renewed);
        put(first.delivered("b"));

        assertThat(ledger.get(first.id())).isEqualTo(renewed.delivered("b"));
    }

    @Test
    void aDeliveryThatCrossesAnEndDoesNotUndoIt() {
        put(first);
        ledger.end(first.id(), SINCE.toEpochMilli());
        put(first.delivered("b"));

        assertThat(ledger.get(first.id())).isNull();
        assertThat(ledger.in(Set.of(3)).getFirst().ended())
                .as("whoever has it ends it once more")
                .isTrue();

        put(renewed);
        assertThat(ledger.get(first.id())).isEqualTo(renewed);
    }

    @Test
    void itIsReadFromTheTopicToItsEndBeforeItCounts() {
        var partition = new TopicPartition(Topics.HUB_SUBSCRIPTIONS.name(), 3);
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 3, Node.noNode(), null, null)));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 2L));
            var reader = new LedgerReader(ledger, consumer);
            reader.begin();
            consumer.addRecord(consumed(0, EventCodec.record(Topics.HUB_SUBSCRIPTIONS, first.id(), first)));
            reader.read();
            assertThat(reader.isComplete()).isFalse();

            consumer.addRecord(
                    consumed(1, new ProducerRecord<>(partition.topic(), "s-x", "{".getBytes(StandardCharsets.UTF_8))));
            reader.read();

            assertThat(reader.isComplete()).isTrue();
            assertThat(ledger.in(Set.of(3)))
                    .extracting(Ledger.Held::subscription)
                    .containsExactly(first);

            consumer.addRecord(
                    consumed(2, EventCodec.tombstone(Topics.HUB_SUBSCRIPTIONS, first.id(), SINCE.toEpochMilli())));
            reader.read();
            assertThat(ledger.size()).isZero();
        }
    }

    private void put(HubSubscription subscription) {
        ledger.put(subscription.id(), 3, subscription);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(long offset, ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(
                sent.topic(), 3, offset, sent.key().getBytes(StandardCharsets.UTF_8), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
