package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.pipeline.Pipeline.Prepared;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Enriches the next batch while the stores are busy with the one before it.
///
/// What is made ahead can be dropped at any time: it depends on the records alone, and they are still on their topics.
final class Ahead implements AutoCloseable {
    private final Function<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>, Prepared> preparation;
    private final ExecutorService helper = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("enricher-ahead").daemon().factory());
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private @Nullable Started started;

    Ahead(Function<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>, Prepared> preparation) {
        this.preparation = preparation;
    }

    /// @param positions to store when it is done; empty if more of the same poll follows
    private record Batch(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records, Map<TopicPartition, Long> positions) {}

    private record Started(Future<Prepared> work, Map<TopicPartition, Long> positions) {}

    /// @param positions to store when it is done; empty if more of the same poll follows
    record Ready(Prepared work, Map<TopicPartition, Long> positions) {}

    void add(ConsumerRecords<byte @Nullable [], byte @Nullable []> polled) {
        if (polled.isEmpty()) {
            return;
        }
        for (List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> slice : Slices.bySize(polled)) {
            waiting.add(new Batch(slice, Map.of()));
        }
        var next = new HashMap<TopicPartition, Long>();
        polled.nextOffsets().forEach((partition, position) -> next.put(partition, position.offset()));
        waiting.add(new Batch(waiting.removeLast().records(), next));
        start();
    }

    /// Nothing waits, so there is time to wait for records.
    boolean isIdle() {
        return started == null;
    }

    /// Something is being made ready, and something else follows it.
    boolean isFull() {
        return !waiting.isEmpty();
    }

    /// The next batch, once it is ready; the one after it is begun.
    @Nullable
    Ready take() throws InterruptedException {
        var mine = started;
        if (mine == null) {
            return null;
        }
        try {
            var work = mine.work().get();
            started = null;
            start();
            return new Ready(work, mine.positions());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be prepared", e.getCause());
        }
    }

    void drop() {
        waiting.clear();
        if (started != null) {
            started.work().cancel(false);
            started = null;
        }
    }

    private void start() {
        var next = started == null ? waiting.poll() : null;
        if (next != null) {
            started = new Started(helper.submit(() -> preparation.apply(next.records())), next.positions());
        }
    }

    @Override
    public void close() {
        helper.shutdownNow();
    }
}
