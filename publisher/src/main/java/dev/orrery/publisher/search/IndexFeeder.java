package dev.orrery.publisher.search;

import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import dev.orrery.publisher.live.KafkaThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the index level with the topics, on a thread of its own: from the first record on where there is no
/// index, from where it was left where there is one. A new record is found as soon as it was polled.
///
/// The first reading takes half a processor's time at most. It reads placements before entries: a placement costs
/// little as long as there is no text, and so every text is analysed once.
public final class IndexFeeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeeder.class);
    private static final List<String> TOPICS = TopicSetup.names(Topics.PLACEMENTS, Topics.ENTRIES);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// After trouble with the disk, which is rarely over in a second.
    private static final Duration LATER = Duration.ofSeconds(30);

    /// What a crash may cost to read again.
    private static final Duration COMMIT = Duration.ofSeconds(30);

    /// How often it is looked whether anything is missing.
    private static final Duration LOOK = Duration.ofMinutes(1);

    /// How often that is noted where nothing else is.
    private static final Duration NOTE = Duration.ofHours(1);

    private final TopicSource source;
    private final LiveIndex live;
    private final @Nullable Path configured;
    private final int port;
    private final InstantSource clock;
    private final KafkaThread thread = new KafkaThread("search-index", this::run);
    private boolean told;

    /// @param configured where the index is kept; null for among temporary files
    /// @param port       where this publisher listens: tells its index from others on the machine
    public IndexFeeder(TopicSource source, LiveIndex live, @Nullable Path configured, int port, InstantSource clock) {
        this.source = source;
        this.live = live;
        this.configured = configured;
        this.port = port;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        try {
            feed();
        } catch (InterruptedException _) {
            // Closed while waiting.
        } catch (IOException | RuntimeException e) {
            LOG.error("There will be no search: {}", e.getMessage(), e);
        } finally {
            live.close();
        }
    }

    private void feed() throws IOException, InterruptedException {
        var folder = new IndexFolder(configured, port);
        live.open(folder);
        Duration pause;
        do {
            pause = follow(folder);
        } while (!thread.isClosedWithin(pause));
    }

    /// @return how long to wait before it is tried again
    private Duration follow(IndexFolder folder) throws IOException, InterruptedException {
        try {
            follow(live.isSuspect() ? live.anew(folder) : live.index(), folder);
            return AGAIN;
        } catch (KafkaException e) {
            tell(e);
            return AGAIN;
        } catch (IOException | AlreadyClosedException e) {
            LOG.error("The search index in {} cannot be read or written; another is built.", folder.path(), e);
            live.anew(folder);
            return LATER;
        } catch (RuntimeException e) {
            LOG.error("Nothing new is searched for; it is tried again in {} s.", LATER.toSeconds(), e);
            return LATER;
        }
    }

    private void tell(KafkaException e) {
        if (!told) {
            LOG.warn("Kafka does not answer ({}); search finds what it found before.", e.getMessage());
        }
        told = true;
    }

    private void follow(SearchIndex index, IndexFolder folder) throws IOException, InterruptedException {
        var topics = source.await();
        try (var current = source.consumer()) {
            thread.polls(current);
            new Following(current, topics).follow(index, folder);
        } catch (WakeupException | InterruptException _) {
            // Closed; the loop of run() ends.
        } finally {
            thread.polls(null);
        }
    }

    /// One consumer's time with one index.
    private final class Following {
        private final Consumer<byte[], byte @Nullable []> records;
        private final String topics;
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private Map<TopicPartition, Long> begins = Map.of();
        private Map<TopicPartition, Long> ends = Map.of();
        private @Nullable Instant level;
        private @Nullable Instant notedLevel;
        private Instant committedAt = clock.instant();
        private Instant lookedAt = clock.instant();
        private boolean changed;

        Following(Consumer<byte[], byte @Nullable []> records, String topics) {
            this.records = records;
            this.topics = topics;
        }

        void follow(SearchIndex found, IndexFolder folder) throws IOException, InterruptedException {
            assign();
            var index = goOn(found, folder);
            try {
                while (thread.isOpen() && !live.isSuspect()) {
                    read(index);
                }
            } catch (KafkaException e) {
                commit(index);
                throw e;
            }
            if (!live.isSuspect()) {
                commit(index);
            }
        }

        private void assign() {
            var partitions = new ArrayList<TopicPartition>();
            for (var topic : TOPICS) {
                var found = records.partitionsFor(topic, PATIENCE);
                if (found.isEmpty()) {
                    throw new UnknownTopicOrPartitionException("%s is not known there yet".formatted(topic));
                }
                found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            records.assign(partitions);
            begins = records.beginningOffsets(partitions, PATIENCE);
            ends = records.endOffsets(partitions, PATIENCE);
        }

        private SearchIndex goOn(SearchIndex found, IndexFolder folder) throws IOException {
            var bookmark = Bookmark.of(found.notes());
            if (bookmark != null && bookmark.holds(topics, clock.instant(), begins, ends)) {
                level = bookmark.level();
                seek(bookmark.positions());
                return found;
            }
            level = null;
            seek(Map.of());
            return live.anew(folder);
        }

        private void seek(Map<TopicPartition, Long> read) {
            for (var begin : begins.entrySet()) {
                long position = read.getOrDefault(begin.getKey(), begin.getValue());
                positions.put(begin.getKey(), position);
                records.seek(begin.getKey(), position);
            }
            notedLevel = level;
            if (level == null) {
                records.pause(of(Topics.ENTRIES.name()));
                LOG.info("The search index is built.");
            }
        }

        private List<TopicPartition> of(String topic) {
            return begins.keySet().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList();
        }

        private void read(SearchIndex index) throws IOException, InterruptedException {
            var polled = records.poll(POLL);
            long begun = clock.millis();
            var filing = new Filing(index);
            for (ConsumerRecord<byte[], byte @Nullable []> record : polled) {
                filing.file(record);
                if (index.isFull()) {
                    index.refresh();
                }
            }
            if (!polled.isEmpty()) {
                told = false;
                changed = true;
                begins.keySet().forEach(partition -> positions.put(partition, records.position(partition)));
            }
            if (level == null) {
                build(index);
                rest(clock.millis() - begun);
            } else if (!polled.isEmpty()) {
                index.refresh();
            }
            tidy(index);
        }

        private void build(SearchIndex index) throws IOException {
            if (!isLevel(of(Topics.PLACEMENTS.name()))) {
                live.come(Math.min(percent(), 99));
                return;
            }
            records.resume(of(Topics.ENTRIES.name()));
            if (isLevel(of(Topics.ENTRIES.name()))) {
                level = clock.instant();
                commit(index);
                LOG.info("The search index is complete, with {} posts.", index.size());
            }
            index.refresh();
            live.come(level == null ? Math.min(percent(), 99) : LiveIndex.COMPLETE);
            if (level != null) {
                // The heap is never again as large as now, and only a full collection gives memory back to the machine.
                System.gc();
            }
        }

        private boolean isLevel(List<TopicPartition> partitions) {
            return partitions.stream().allMatch(partition -> at(partition) >= ends.getOrDefault(partition, 0L));
        }

        private long at(TopicPartition partition) {
            return positions.getOrDefault(partition, 0L);
        }

        private int percent() {
            long read = 0;
            long all = 0;
            for (var begin : begins.entrySet()) {
                read += at(begin.getKey()) - begin.getValue();
                all += ends.getOrDefault(begin.getKey(), 0L) - begin.getValue();
            }
            return all == 0 ? 100 : (int) (100 * read / all);
        }

        /// As long as was worked.
        private void rest(long worked) throws InterruptedException {
            var _ = thread.isClosedWithin(Duration.ofMillis(worked));
        }

        private void tidy(SearchIndex index) throws IOException {
            var now = clock.instant();
            if (level != null && !lookedAt.plus(LOOK).isAfter(now)) {
                look(now);
            }
            boolean unnoted = level != null
                    && (notedLevel == null || !notedLevel.plus(NOTE).isAfter(level));
            if ((changed && !committedAt.plus(COMMIT).isAfter(now)) || unnoted) {
                commit(index);
            }
        }

        private void look(Instant now) {
            lookedAt = now;
            try {
                ends = records.endOffsets(begins.keySet(), PATIENCE);
            } catch (TimeoutException e) {
                tell(e);
                return;
            }
            told = false;
            if (isLevel(List.copyOf(begins.keySet()))) {
                level = now;
            } else if (level != null && level.plus(Bookmark.LONGEST_AWAY).isBefore(now)) {
                // Kafka was gone for so long that tombstones may be gone too.
                throw new TimeoutException("Kafka was away for too long");
            }
        }

        private void commit(SearchIndex index) throws IOException {
            index.commit(new Bookmark(topics, level, positions).notes());
            notedLevel = level;
            committedAt = clock.instant();
            changed = false;
        }
    }
}
