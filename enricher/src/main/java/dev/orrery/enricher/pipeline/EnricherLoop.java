package dev.orrery.enricher.pipeline;

import com.mongodb.MongoException;
import dev.orrery.enricher.store.Positions;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.TopicSetup;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls, has each batch handled, then stores the positions: the enricher's one thread.
///
/// Positions in MongoDB are the ones that count. Partitions that were assigned, and all partitions after a store was
/// down, are paused until their position was read from there; so an outage is nothing but starting again from what is
/// stored, and a partition that was taken away meanwhile is simply not ours any more.
public final class EnricherLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EnricherLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String bootstrap;
    private final Supplier<Consumer<byte @Nullable [], byte @Nullable []>> consumers;
    private final Stores stores;
    private final Positions positions;
    private final Pipeline pipeline;
    private final Backoff backoff = new Backoff();
    private final Set<TopicPartition> unpositioned = new HashSet<>();

    private volatile boolean stopped;
    private volatile boolean joined;
    private volatile @Nullable RuntimeException trouble;
    private volatile @Nullable Thread thread;

    public EnricherLoop(
            String bootstrap,
            Supplier<Consumer<byte @Nullable [], byte @Nullable []>> consumers,
            Stores stores,
            Positions positions,
            Pipeline pipeline) {
        this.bootstrap = bootstrap;
        this.consumers = consumers;
        this.stores = stores;
        this.positions = positions;
        this.pipeline = pipeline;
    }

    /// Runs until [#stop]. Waits for stores that are down, however long.
    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            try {
                TopicSetup.ensure(bootstrap);
                consume();
            } catch (InterruptedException | InterruptException e) {
                if (!stopped) {
                    LOG.warn("Interrupted although nobody asked the enricher to stop; going on.");
                }
            } catch (RuntimeException e) {
                LOG.error("The enricher failed and begins again from the stored positions.", e);
                pause();
            }
        }
    }

    /// Returns at once; [#run] ends soon after. What it was doing is done again by whoever comes next.
    public void stop() {
        stopped = true;
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /// Whether it has joined its group and no store is down.
    public boolean isReady() {
        return joined && trouble == null && !stopped;
    }

    private void consume() throws InterruptedException {
        var consumer = consumers.get();
        try (var ahead = new Ahead(pipeline)) {
            consumer.subscribe(EnricherTopics.NAMES, new Assignment(consumer));
            boolean indexed = false;
            while (!stopped) {
                indexed = turn(consumer, ahead, indexed);
            }
        } finally {
            joined = false;
            unpositioned.clear();
            // An interrupted thread could not tell the group that it leaves, and the next member would wait for it.
            Thread.interrupted();
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    private boolean turn(Consumer<byte @Nullable [], byte @Nullable []> consumer, Ahead ahead, boolean indexed)
            throws InterruptedException {
        try {
            if (!indexed) {
                stores.index();
            }
            seek(consumer);
            if (!ahead.isFull()) {
                ahead.add(consumer.poll(ahead.isIdle() ? POLL : Duration.ZERO));
            }
            var next = ahead.take();
            if (next != null) {
                pipeline.finish(next.work());
                store(next.positions(), consumer);
            }
            if (next != null || trouble instanceof MongoException) {
                recovered();
            }
            return true;
        } catch (RuntimeException e) {
            if (stopped || e instanceof InterruptException || !Outage.is(e)) {
                throw e;
            }
            ahead.drop();
            waitOut(consumer, e);
            return indexed;
        }
    }

    /// Only of partitions that are still ours: who has the others now may not have come so far, though we have.
    private void store(Map<TopicPartition, Long> done, Consumer<byte @Nullable [], byte @Nullable []> consumer) {
        var next = new HashMap<>(done);
        next.keySet().retainAll(consumer.assignment());
        positions.store(next);
        var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        // Only to show the lag: nobody reads what was committed, and what a rebalance refuses comes with the next one.
        consumer.commitAsync(committed, (_, failure) -> LOG.debug("Positions were committed.", failure));
    }

    /// To where MongoDB says; from the beginning where it says nothing.
    private void seek(Consumer<byte @Nullable [], byte @Nullable []> consumer) {
        if (unpositioned.isEmpty()) {
            return;
        }
        var stored = positions.load();
        for (var partition : unpositioned) {
            var position = stored.get(partition);
            if (position == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, position);
            }
        }
        consumer.resume(unpositioned);
        unpositioned.clear();
    }

    private void waitOut(Consumer<byte @Nullable [], byte @Nullable []> consumer, RuntimeException e) {
        if (trouble == null) {
            LOG.warn("A store is down, waiting for it: {}", e.getMessage());
        }
        trouble = e;
        unpositioned.addAll(consumer.assignment());
        consumer.pause(consumer.assignment());
        consumer.poll(backoff.next());
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("The stores answer again.");
        }
        trouble = null;
        backoff.reset();
    }

    private void pause() {
        try {
            Thread.sleep(backoff.next());
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while waiting to begin again.", e);
        }
    }

    /// What was assigned is paused until its position is known.
    private final class Assignment implements ConsumerRebalanceListener {
        private final Consumer<byte @Nullable [], byte @Nullable []> consumer;

        Assignment(Consumer<byte @Nullable [], byte @Nullable []> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            unpositioned.addAll(partitions);
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            unpositioned.removeAll(Set.copyOf(partitions));
        }
    }
}
