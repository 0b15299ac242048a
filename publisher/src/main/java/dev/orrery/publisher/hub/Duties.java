package dev.orrery.publisher.hub;

import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Which partitions of the subscriptions are this publisher's to deliver. The publishers are a consumer group that
/// shares them out and reads nothing by it: [LedgerReader] reads all. For one thread, but for [#partitions].
final class Duties implements ConsumerRebalanceListener {
    static final String GROUP = "orrery-publisher-hub";

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final Runnable more;
    private volatile Set<Integer> partitions = Set.of();

    /// @param more called when there are some that were not ours before
    Duties(Consumer<byte[], byte @Nullable []> consumer, Runnable more) {
        this.consumer = consumer;
        this.more = more;
    }

    void begin() {
        consumer.subscribe(TopicSetup.names(Topics.HUB_SUBSCRIPTIONS), this);
    }

    /// Says that we are alive.
    void remain() {
        consumer.poll(Duration.ZERO);
    }

    Set<Integer> partitions() {
        return partitions;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        consumer.pause(assigned);
        var all = new HashSet<>(partitions);
        assigned.forEach(partition -> all.add(partition.partition()));
        partitions = Set.copyOf(all);
        more.run();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        var left = new HashSet<>(partitions);
        revoked.forEach(partition -> left.remove(partition.partition()));
        partitions = Set.copyOf(left);
    }
}
