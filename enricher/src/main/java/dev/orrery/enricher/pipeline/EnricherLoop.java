package dev.orrery.enricher.pipeline;

import com.mongodb.MongoException;
import dev.orrery.enricher.pipeline.Ahead.Ready;
import dev.orrery.enricher.store.Positions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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
///
/// When a replay makes another generation the live one, the loop goes on in that one, from that one's positions. What
/// it did last is done again there: it may have produced, from the old generation, what the new one says otherwise.
public final class EnricherLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EnricherLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Setup setup;
    private final Supplier<Consumer<byte @Nullable [], byte @Nullable []>> consumers;
    private final Targets targets;
    private final Backoff backoff = new Backoff();
    private final Set<TopicPartition> unpositioned = new HashSet<>();

    /// When it was looked last which generation is live; only for this thread.
    private long lookedAt;

    private boolean indexed;
    private volatile @Nullable Target target;

    private volatile boolean stopped;
    private volatile boolean joined;
    private volatile @Nullable RuntimeException trouble;
    private volatile @Nullable Thread thread;

    public EnricherLoop(
            Setup setup, Supplier<Consumer<byte @Nullable [], byte @Nullable []>> consumers, Targets targets) {
        this.setup = setup;
        this.consumers = consumers;
        this.targets = targets;
    }

    /// Runs until [#stop]. Waits for stores that are down, however long.
    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            try {
                setup.ensure();
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
        indexed = false;
        try (var ahead =
                new Ahead(records -> Objects.requireNonNull(target).pipeline().prepare(records))) {
            consumer.subscribe(EnricherTopics.NAMES, new Assignment(consumer));
            while (!stopped) {
                turn(consumer, ahead);
            }
        } finally {
            joined = false;
            unpositioned.clear();
            // An interrupted thread could not tell the group that it leaves, and the next member would wait for it.
            Thread.interrupted();
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    private void turn(Consumer<byte @Nullable [], byte @Nullable []> consumer, Ahead ahead)
            throws InterruptedException {
        try {
            var current = indexed && System.nanoTime() - lookedAt < LOOK_EVERY_NANOS ? target : look(consumer, ahead);
            seek(consumer, Objects.requireNonNull(current).positions());
            if (!ahead.isFull()) {
                ahead.add(consumer.poll(ahead.isIdle() ? POLL : Duration.ZERO));
            }
            var next = ahead.take();
            if (next != null) {
                finish(next, current, consumer, ahead);
            }
            if (next != null || trouble instanceof MongoException) {
                recovered();
            }
        } catch (RuntimeException e) {
            if (stopped || e instanceof InterruptException || !Outage.is(e)) {
                throw e;
            }
            ahead.drop();
            // What comes back may be an older copy, or empty.
            indexed = false;
            waitOut(consumer, e);
        }
    }

    private void finish(
            Ready next, Target current, Consumer<byte @Nullable [], byte @Nullable []> consumer, Ahead ahead)
            throws InterruptedException {
        current.pipeline().finish(next.work());
        var live = look(consumer, ahead);
        if (live.generation() == current.generation()) {
            store(current.positions(), next.positions(), consumer);
        } else {
            live.pipeline().finish(next.work());
        }
    }

    /// Goes over to another generation if that is live by now.
    private Target look(Consumer<byte @Nullable [], byte @Nullable []> consumer, Ahead ahead) {
        var current = target;
        long generation = targets.current();
        if (current == null || current.generation() != generation) {
            if (current != null) {
                LOG.info("Generation {} of the projection is live; going on there.", generation);
                ahead.drop();
                await(consumer);
            }
            current = targets.open(generation);
            indexed = false;
        }
        if (!indexed) {
            current.stores().index();
            indexed = true;
        }
        target = current;
        lookedAt = System.nanoTime();
        return current;
    }

    /// Nothing more is read until it is known from where.
    private void await(Consumer<byte @Nullable [], byte @Nullable []> consumer) {
        unpositioned.addAll(consumer.assignment());
        consumer.pause(consumer.assignment());
    }

    /// Only of partitions that are still ours: who has the others now may not have come so far, though we have.
    private static void store(
            Positions positions,
            Map<TopicPartition, Long> done,
            Consumer<byte @Nullable [], byte @Nullable []> consumer) {
        var next = new HashMap<>(done);
        next.keySet().retainAll(consumer.assignment());
        positions.store(next);
        var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        // Only to show the lag: nobody reads what was committed, and what a rebalance refuses comes with the next one.
        consumer.commitAsync(committed, (_, failure) -> LOG.debug("Positions were committed.", failure));
    }

    /// To where MongoDB says; from the beginning where it says nothing.
    private void seek(Consumer<byte @Nullable [], byte @Nullable []> consumer, Positions positions) {
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
        await(consumer);
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
