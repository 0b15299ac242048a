package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.Documents;
import dev.orrery.enricher.store.Stores;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Several enrichers on the same records, of which one runs at a time, and which one is drawn before each document that
/// is read or written and each record that is produced. There any of them may die, lose a partition to another, or be
/// sent back to an earlier position. Whatever the seed, it happens the same way again.
///
/// The model of a death is that of the consumer group: a partition is given to another only when its enricher is dead,
/// or goes on to the end of its batch; until then nobody else dies either, and it does not store its position.
final class Simulation {
    private static final int MOST_TROUBLES = 8;
    private static final Comparator<TopicPartition> BY_NAME = Comparator.comparing(TopicPartition::toString);
    private static final Enrichment ENRICHMENT = new Enrichment(new Sanitizer());

    private final Random random;
    private final Map<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> topics;
    private final Map<TopicPartition, Integer> positions = new HashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final RecordingEmitter produced = new RecordingEmitter();
    private final Stores stores;
    private final int quiet;
    private int untilSwitch;
    private int troubles;
    private boolean isOver;
    private @Nullable Worker running;
    private @Nullable Throwable failure;

    /// @param collections makes a collection from its name and what to call before each step
    Simulation(
            Map<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> topics,
            long seed,
            BiFunction<String, Runnable, Documents> collections) {
        this.random = new Random(seed);
        this.topics = new TreeMap<>(BY_NAME);
        this.topics.putAll(topics);
        this.quiet = 1 + random.nextInt(60);
        this.untilSwitch = 1 + random.nextInt(quiet);
        Function<String, Documents> made = name -> collections.apply(name, this::step);
        this.stores = Stores.over(made);
    }

    /// Someone who was killed; no exception that anybody handles.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super(null, null, false, false);
        }
    }

    RecordingEmitter produced() {
        return produced;
    }

    void run() throws InterruptedException {
        int enrichers = 1 + random.nextInt(3);
        for (int i = 0; i < enrichers; i++) {
            workers.add(new Worker());
        }
        topics.keySet().forEach(partition -> any(workers).take(partition));
        running = any(workers);
        running.turn.release();
        if (!done.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the enrichers do not come to an end");
        }
        if (failure != null) {
            throw new AssertionError("an enricher failed", failure);
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Before anything is read, written or produced.
    private void step() {
        if (--untilSwitch > 0) {
            return;
        }
        untilSwitch = 1 + random.nextInt(quiet);
        var self = running;
        if (self == null) {
            return;
        }
        if (troubles < MOST_TROUBLES && random.nextInt(6) == 0) {
            troubles++;
            trouble();
        }
        pass(self);
    }

    private void trouble() {
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                if (workers.stream().noneMatch(worker -> worker.isLate)) {
                    throw new Killed();
                }
            }
            case 2 -> rebalance();
            default -> replay();
        }
    }

    private void rebalance() {
        var from = any(workers);
        if (!from.owned.isEmpty()) {
            var partition = any(from.owned.stream().sorted(BY_NAME).toList());
            from.owned.remove(partition);
            from.isLate = from.isBusy;
            any(workers).take(partition);
        }
    }

    private void replay() {
        var owner = any(workers);
        if (!owner.owned.isEmpty()) {
            var partition = any(owner.owned.stream().sorted(BY_NAME).toList());
            int position = positions.getOrDefault(partition, 0);
            positions.put(partition, random.nextInt(position + 1));
            owner.take(partition);
        }
    }

    private void pass(Worker self) {
        var next = any(workers);
        if (next != self) {
            running = next;
            next.turn.release();
            self.turn.acquireUninterruptibly();
        }
    }

    /// Somebody else takes over for good.
    private void leave(Worker self) {
        workers.remove(self);
        if (workers.isEmpty()) {
            done.countDown();
        } else {
            var next = any(workers);
            running = next;
            next.turn.release();
        }
    }

    private boolean isDone() {
        isOver |= workers.stream().noneMatch(worker -> worker.isBusy)
                && topics.entrySet().stream()
                        .allMatch(
                                topic -> isRead(topic.getKey(), topic.getValue().size()));
        return isOver;
    }

    private boolean isRead(TopicPartition partition, int size) {
        return workers.stream().anyMatch(worker -> worker.has(partition, size));
    }

    /// An enricher as its group sees it.
    private final class Worker {
        final Semaphore turn = new Semaphore(0);
        final Set<TopicPartition> owned = new HashSet<>();
        final Map<TopicPartition, Integer> next = new HashMap<>();
        private final Pipeline pipeline =
                new Pipeline(stores, new Producing(), ENRICHMENT, new Placer(), InstantSource.fixed(Records.AT));
        boolean isBusy;
        boolean isLate;

        Worker() {
            Thread.ofVirtual().start(this::live);
        }

        void take(TopicPartition partition) {
            owned.add(partition);
            next.remove(partition);
        }

        boolean has(TopicPartition partition, int size) {
            return owned.contains(partition) && next.getOrDefault(partition, 0) >= size;
        }

        private void live() {
            turn.acquireUninterruptibly();
            try {
                while (!isDone()) {
                    turn();
                    pass(this);
                }
            } catch (Killed e) {
                workers.remove(this);
                workers.add(new Worker());
                owned.stream().sorted(BY_NAME).forEach(partition -> any(workers).take(partition));
            } catch (InterruptedException | RuntimeException | Error e) {
                failure = e;
                workers.clear();
            }
            leave(this);
        }

        private void turn() throws InterruptedException {
            var batch = new ArrayList<ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
            var ends = new HashMap<TopicPartition, Integer>();
            for (var partition : owned.stream().sorted(BY_NAME).toList()) {
                var records = topics.getOrDefault(partition, List.of());
                int from = next.computeIfAbsent(partition, each -> positions.getOrDefault(each, 0));
                int to = Math.min(records.size(), from + random.nextInt(5));
                if (from < to) {
                    batch.addAll(records.subList(from, to));
                    ends.put(partition, to);
                    next.put(partition, to);
                }
            }
            if (!batch.isEmpty()) {
                isBusy = true;
                pipeline.handle(batch);
                step();
                ends.keySet().retainAll(owned);
                positions.putAll(ends);
                isBusy = false;
                isLate = false;
            }
        }
    }

    private final class Producing implements Emitter {
        @Override
        public void emit(List<ProducerRecord<String, byte @Nullable []>> records) {
            for (ProducerRecord<String, byte @Nullable []> record : records) {
                step();
                produced.emit(List.<ProducerRecord<String, byte @Nullable []>>of(record));
            }
        }

        @Override
        public void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) {
            throw new AssertionError("nothing here is a dead letter");
        }

        @Override
        public void close() {}
    }
}
