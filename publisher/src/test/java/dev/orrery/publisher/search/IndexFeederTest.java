package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import dev.orrery.publisher.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics of one partition each, whose records are all there is; a feeder reads them, and is started again.
class IndexFeederTest {
    private static final TopicPartition ENTRIES = new TopicPartition(Topics.ENTRIES.name(), 0);
    private static final TopicPartition PLACEMENTS = new TopicPartition(Topics.PLACEMENTS.name(), 0);
    private static final int PATIENCE_SECONDS = 20;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-01T12:00:00Z"));
    private final Log log = new Log();
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);
    private final Entry gears =
            Given.entry(ann, "Gears", "2026-03-01T10:00:00Z").get();
    private final Entry springs =
            Given.entry(ann, "Springs", "2026-03-02T10:00:00Z").get();

    @TempDir
    private Path folder;

    @Test
    void whatIsOnTheTopicsIsFound() throws Exception {
        log.show(clocks, gears);
        log.show(clocks, springs);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("gears")).containsExactly(gears.entryId());
            assertThat(publisher.live.percent()).isEqualTo(100);
        }
    }

    @Test
    void aNewPostIsFoundAsSoonAsItWasRead() throws Exception {
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
            // The placement before its entry: topics keep no order between them.
            log.add(Topics.PLACEMENTS, Placement.key("clocks", gears.entryId()), Given.placement(clocks, ann, gears));
            publisher.isLevel();
            assertThat(publisher.found("gears")).isEmpty();

            log.add(Topics.ENTRIES, gears.entryId(), gears);
            publisher.isLevel();

            assertThat(publisher.found("gears")).containsExactly(gears.entryId());
        }
    }

    @Test
    void whatIsTakenBackIsNotFound() throws Exception {
        log.show(clocks, gears);
        log.show(clocks, springs);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            log.add(Topics.ENTRIES, gears.entryId(), null);
            log.add(Topics.PLACEMENTS, Placement.key("clocks", springs.entryId()), null);
            publisher.isLevel();

            assertThat(publisher.found("some text")).isEmpty();
        }
    }

    @Test
    void aPlanetThatGoesTakesItsPlacementsAndNoOthers() throws Exception {
        var stars = Given.planet("stars", ann);
        log.show(clocks, gears);
        log.add(Topics.PLACEMENTS, Placement.key("stars", gears.entryId()), Given.placement(stars, ann, gears));
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
            assertThat(publisher.found(stars, "gears")).hasSize(1);

            log.add(Topics.PLACEMENTS, Placement.key("stars", gears.entryId()), null);
            publisher.isLevel();

            assertThat(publisher.found(stars, "gears")).isEmpty();
            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void whatAPlanetHidesIsNotFoundUntilItShowsIt() throws Exception {
        var hidden = with(Given.placement(clocks, ann, gears), Placement.Outcome.HIDDEN);
        log.add(Topics.ENTRIES, gears.entryId(), gears);
        log.add(Topics.PLACEMENTS, hidden.key(), hidden);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
            assertThat(publisher.found("gears")).isEmpty();

            log.add(Topics.PLACEMENTS, hidden.key(), with(hidden, Placement.Outcome.COLLAPSED));
            publisher.isLevel();

            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void anEditReplacesWhatWasThere() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            var edited = Given.entry(ann, "Gears", "2026-03-01T10:00:00Z")
                    .html("<p>About wheels.</p>")
                    .get();
            log.add(Topics.ENTRIES, gears.entryId(), edited);
            publisher.isLevel();

            assertThat(publisher.found("wheels")).hasSize(1);
            assertThat(publisher.found("some text")).isEmpty();
        }
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        log.show(clocks, springs);
        log.read.clear();

        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("some text")).containsExactlyInAnyOrder(gears.entryId(), springs.entryId());
            assertThat(log.read).doesNotContain(gears.entryId()).contains(springs.entryId());
        }
    }

    @Test
    void whatWasBuiltIsSearchedWhileKafkaIsAway() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        log.isAway = true;

        try (var publisher = new Publisher(folder)) {
            log.refused.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void aConsumerThatBreaksIsReplaced() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
            log.breaks = true;
            log.show(clocks, springs);

            publisher.isLevel();

            assertThat(publisher.found("springs")).hasSize(1);
            assertThat(log.breaks).isFalse();
        }
    }

    @Test
    void oneWhoWasAwayForTooLongBeginsAnew() throws Exception {
        log.show(clocks, gears);
        log.show(clocks, springs);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        // It was taken back, and compaction has removed the tombstone too.
        log.forget(gears.entryId());
        now.updateAndGet(before -> before.plus(Duration.ofDays(2)));

        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("some text")).containsExactly(springs.entryId());
        }
    }

    @Test
    void topicsThatWereMadeAnewAreReadAnew() throws Exception {
        log.show(clocks, gears);
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        log.make();
        log.show(clocks, springs);
        log.show(clocks, springs);

        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("some text")).containsExactly(springs.entryId());
        }
    }

    @Test
    void anIndexThatIsBrokenIsBuiltAnew() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "not an index");
            }
        }

        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void anIndexThatBreaksWhileItIsSearchedIsBuiltAnew() throws Exception {
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
            var first = publisher.live.index();

            assertThat(catchThrowable(() -> publisher.live.read(
                            _ -> {
                                throw new IOException("a read that failed");
                            },
                            null)))
                    .isInstanceOf(IOException.class);

            publisher.isAnotherThan(first);
            publisher.isLevel();
            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void twoPublishersOfOneFolderDoNotMeet() throws Exception {
        log.show(clocks, gears);
        try (var one = new Publisher(folder);
                var other = new Publisher(folder)) {
            one.isLevel();
            other.isLevel();

            assertThat(one.found("gears")).hasSize(1);
            assertThat(other.found("gears")).hasSize(1);
        }
    }

    @Test
    void onlyWhatIsOursIsDeleted() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }
        log.make();
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();
        }

        assertThat(folder.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void whatCannotBeReadIsPassedOver() throws Exception {
        log.raw(Topics.ENTRIES, "e-poison", "{".getBytes(StandardCharsets.UTF_8));
        log.raw(Topics.PLACEMENTS, "no-slash", null);
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    @Test
    void whatTheIndexDoesNotTakeIsPassedOver() throws Exception {
        log.show(
                clocks,
                Given.entry(ann, "Springs", "2026-03-02T10:00:00Z")
                        .language("x".repeat(40_000))
                        .get());
        log.show(clocks, gears);
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("gears")).hasSize(1);
            assertThat(publisher.found("springs")).isEmpty();
        }
    }

    @Test
    void aTagOfAnyLengthIsFound() throws Exception {
        var tag = "brass ".repeat(10_000).strip();
        log.add(Topics.ENTRIES, gears.entryId(), gears);
        log.add(Topics.PLACEMENTS, Placement.key("clocks", gears.entryId()), Given.placement(clocks, ann, gears, tag));
        try (var publisher = new Publisher(folder)) {
            publisher.isLevel();

            assertThat(publisher.found("gears")).hasSize(1);
        }
    }

    private static Placement with(Placement placement, Placement.Outcome outcome) {
        return new Placement(
                placement.planet(),
                placement.entryId(),
                placement.feedId(),
                placement.subscription(),
                outcome,
                placement.rankAt(),
                null,
                placement.reasons(),
                placement.tags(),
                placement.from(),
                placement.entry());
    }

    /// A publisher's index and its feeder.
    private final class Publisher implements AutoCloseable {
        private final LiveIndex live = new LiveIndex();
        private final BlockingQueue<String> idle = new LinkedBlockingQueue<>();
        private final IndexFeeder feeder;

        Publisher(Path folder) {
            feeder = new IndexFeeder(new Source(log, idle), live, folder, 0, now::get);
            feeder.start();
        }

        /// Waits until it has polled twice after everything that is there now: what the first brought is filed then.
        void isLevel() throws InterruptedException {
            idle.clear();
            for (int polls = 0; polls < 4; polls++) {
                assertThat(idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            }
        }

        void isAnotherThan(SearchIndex index) throws InterruptedException {
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (live.current() == index && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            assertThat(live.current()).isNotSameAs(index);
        }

        List<String> found(String typed) throws IOException {
            return found(clocks, typed);
        }

        List<String> found(Planet planet, String typed) throws IOException {
            return new Searcher(live, () -> 0L)
                    .find(planet, QuestionReader.read(typed), Sorting.BEST, 1, 20).hits().stream()
                            .map(Found.Hit::entryId)
                            .toList();
        }

        @Override
        public void close() {
            feeder.close();
        }
    }

    /// One publisher's view of the log.
    ///
    /// @param idle told whenever there was nothing to read
    private record Source(Log log, BlockingQueue<String> idle) implements TopicSource {
        @Override
        public String await() {
            return log.await();
        }

        @Override
        public Consumer<byte[], byte[]> consumer() {
            return log.consumer(idle);
        }
    }

    /// What is on the topics, for consumers that come and go.
    private final class Log {
        private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        private final List<String> read = new ArrayList<>();
        private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        private int made = 1;
        private volatile boolean isAway;
        private volatile boolean breaks;

        void show(Planet planet, Entry entry) {
            add(Topics.ENTRIES, entry.entryId(), entry);
            add(
                    Topics.PLACEMENTS,
                    Placement.key(planet.planet(), entry.entryId()),
                    Given.placement(planet, ann, entry));
        }

        void add(Topic<?> topic, String key, Object value) {
            raw(topic, key, value == null ? null : EventCodec.encode(value));
        }

        synchronized void raw(Topic<?> topic, String key, byte[] value) {
            var all = records.computeIfAbsent(new TopicPartition(topic.name(), 0), _ -> new ArrayList<>());
            all.add(new ConsumerRecord<>(topic.name(), 0, all.size(), key.getBytes(StandardCharsets.UTF_8), value));
        }

        /// As compaction does: the places of what is gone stay empty.
        synchronized void forget(String entryId) {
            records.values()
                    .forEach(all -> all.replaceAll(record -> {
                        boolean isGone =
                                record != null && new String(record.key(), StandardCharsets.UTF_8).endsWith(entryId);
                        return isGone ? null : record;
                    }));
        }

        /// The same topics, made anew.
        synchronized void make() {
            records.clear();
            made++;
        }

        String await() {
            if (isAway) {
                refused.add("away");
                throw new KafkaException("away");
            }
            return "topics " + made;
        }

        Consumer<byte[], byte[]> consumer(BlockingQueue<String> idle) {
            var consumer = new Reading(idle);
            for (var partition : List.of(ENTRIES, PLACEMENTS)) {
                consumer.updatePartitions(
                        partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
            }
            consumer.updateBeginningOffsets(Map.of(ENTRIES, 0L, PLACEMENTS, 0L));
            consumer.updateEndOffsets(Map.of(ENTRIES, end(ENTRIES), PLACEMENTS, end(PLACEMENTS)));
            return consumer;
        }

        synchronized long end(TopicPartition partition) {
            return records.getOrDefault(partition, List.of()).size();
        }

        /// Polls the log, without waiting where there is nothing.
        private final class Reading extends MockConsumer<byte[], byte[]> {
            private final Map<TopicPartition, Long> given = new HashMap<>();

            private final BlockingQueue<String> idle;

            Reading(BlockingQueue<String> idle) {
                super("earliest");
                this.idle = idle;
            }

            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration patience) {
                if (breaks) {
                    breaks = false;
                    throw new KafkaException("broken");
                }
                boolean any = false;
                for (var partition : assignment()) {
                    if (!paused().contains(partition)) {
                        any |= bring(partition);
                    }
                }
                var polled = super.poll(any ? patience : Duration.ofMillis(5));
                if (!any && paused().isEmpty()) {
                    idle.add("level");
                }
                return polled;
            }

            private boolean bring(TopicPartition partition) {
                synchronized (Log.this) {
                    long from = given.computeIfAbsent(partition, this::position);
                    long end = end(partition);
                    updateEndOffsets(Map.of(partition, end));
                    for (long offset = from; offset < end; offset++) {
                        var record = records.get(partition).get((int) offset);
                        if (record != null) {
                            read.add(new String(record.key(), StandardCharsets.UTF_8));
                            addRecord(record);
                        } else if (offset == end - 1) {
                            seek(partition, end);
                        }
                    }
                    given.put(partition, end);
                    return end > from;
                }
            }
        }
    }
}
