package dev.orrery.enricher.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A consumer of one partition for which time passes as soon as somebody waits: nothing sleeps, what was waited for is
/// summed up.
class PatientConsumer extends MockConsumer<byte @Nullable [], byte @Nullable []> {
    private static final int MOST = 50;

    private final TopicPartition partition;
    private Duration waited = Duration.ZERO;
    private final List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log = new ArrayList<>();
    private int fetched;

    /// @param whenSubscribed runs in the first poll
    PatientConsumer(TopicPartition partition, Runnable whenSubscribed) {
        super("earliest");
        this.partition = partition;
        updateBeginningOffsets(Map.of(partition, 0L));
        schedulePollTask(() -> {
            rebalance(List.of(partition));
            whenSubscribed.run();
        });
    }

    synchronized Duration waited() {
        return waited;
    }

    synchronized long produced() {
        return log.size();
    }

    /// Gives the record the next offset.
    synchronized void produce(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        log.add(new ConsumerRecord<byte @Nullable [], byte @Nullable []>(
                partition.topic(), partition.partition(), log.size(), record.key(), record.value()));
    }

    @Override
    public synchronized ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(Duration timeout) {
        if (paused().isEmpty()) {
            fetch();
        } else {
            waited = waited.plus(timeout);
        }
        return super.poll(timeout);
    }

    /// What it stands in for forgets a record once it was polled.
    private void fetch() {
        int until = Math.min(log.size(), fetched + MOST);
        log.subList(fetched, until).forEach(this::addRecord);
        fetched = until;
    }

    @Override
    public synchronized void seek(TopicPartition to, long offset) {
        super.seek(to, offset);
        fetched = (int) offset;
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        fetched = 0;
    }
}
