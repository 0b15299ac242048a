package dev.orrery.publisher.live;

import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the topics on a thread of its own, from their ends on, without a group and without committing: every
/// publisher hears everything, and what was before it started is in MongoDB already.
///
/// A broker that is gone is waited for; [#isUp] says so meanwhile. Where changes may have been missed,
/// [Changes#everything] is called.
public final class ChangeStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final List<String> FOLLOWED = TopicSetup.names(Topics.PLACEMENTS, Topics.PLANETS, Topics.FEEDS);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// A consumer whose broker is gone hears the same as one for whom there is nothing to hear: after this many empty
    /// polls in a row it asks.
    private static final int SILENCE = 10;

    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final Setup setup;
    private final Changes changes;
    private final Echoes echoes;
    private final ChangeReader reader;
    private final KafkaThread thread = new KafkaThread("changes", this::run);
    private volatile boolean up;

    /// Waits until the topics are there.
    @FunctionalInterface
    public interface Setup {
        void ensure() throws InterruptedException;
    }

    public ChangeStream(
            Supplier<Consumer<byte[], byte @Nullable []>> consumers,
            Setup setup,
            Changes changes,
            InstantSource clock) {
        this.consumers = consumers;
        this.setup = setup;
        this.changes = changes;
        this.echoes = new Echoes(clock);
        this.reader = new ChangeReader(changes, echoes);
    }

    public void start() {
        thread.start();
    }

    /// Whether changes are heard at present.
    public boolean isUp() {
        return up;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        try {
            setup.ensure();
            do {
                follow();
            } while (!thread.isClosedWithin(AGAIN));
        } catch (InterruptedException _) {
            // Closed while waiting: nothing is open.
        } catch (RuntimeException e) {
            LOG.error("No change will be heard: {} Pages are refreshed by time alone.", e.getMessage(), e);
        }
    }

    private void follow() {
        try (var current = consumers.get()) {
            thread.polls(current);
            seekToEnds(current);
            while (thread.isOpen()) {
                listen(current);
            }
        } catch (WakeupException | InterruptException _) {
            // Closed; the loop of run() ends.
        } catch (KafkaException e) {
            down(e);
        } finally {
            thread.polls(null);
            up = false;
        }
    }

    private void seekToEnds(Consumer<byte[], byte @Nullable []> current) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : FOLLOWED) {
            var found = current.partitionsFor(topic, PATIENCE);
            if (found.isEmpty()) {
                // A broker that has not heard of the topic yet. Followed without it, its changes would go unheard.
                throw new UnknownTopicOrPartitionException("%s is not known there yet".formatted(topic));
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        current.assign(partitions);
        current.seekToEnd(partitions);
        for (var partition : partitions) {
            current.position(partition, PATIENCE);
        }
        up();
        // From here on every change is heard; what was read before may be older.
        changes.everything();
    }

    private void listen(Consumer<byte[], byte @Nullable []> current) {
        for (int silent = 0; silent < SILENCE && thread.isOpen(); silent++) {
            var records = current.poll(POLL);
            echoes.due();
            if (!records.isEmpty()) {
                silent = 0;
                up();
                records.forEach(reader::read);
            }
        }
        try {
            current.endOffsets(current.assignment(), PATIENCE);
            up();
        } catch (TimeoutException e) {
            // The consumer keeps its place and misses nothing, so it stays.
            down(e);
        }
    }

    private void up() {
        if (!up) {
            LOG.info("Listening for changes.");
        }
        up = true;
    }

    private void down(KafkaException e) {
        if (up) {
            LOG.warn("Kafka does not answer ({}); pages are refreshed by time until it does.", e.getMessage());
        }
        up = false;
    }
}
