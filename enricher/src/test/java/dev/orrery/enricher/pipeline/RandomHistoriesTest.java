package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;
import static dev.orrery.enricher.pipeline.Records.feed;
import static dev.orrery.enricher.pipeline.Records.planet;
import static dev.orrery.enricher.pipeline.Records.planetGone;
import static dev.orrery.enricher.pipeline.Records.raw;
import static dev.orrery.enricher.pipeline.Records.undone;
import static dev.orrery.enricher.pipeline.Records.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Projection;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import dev.orrery.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// MongoDB is a pure function of the set of records: the property, on random histories.
///
/// A history of some feeds, planets and verdicts is delivered in order by one enricher that nothing happens to, then
/// again into an empty database: shuffled, some of it twice, in batches of any size, by several enrichers at once that
/// die now and then between two steps. The documents must be equal, and so must be what a compacted topic is left with.
class RandomHistoriesTest {
    private static final TestMongo MONGO = new TestMongo();
    private static final List<String> FEEDS = List.of("a", "b", "c");
    private static final List<String> PLANETS = List.of("p", "q", "r");

    @AfterAll
    static void stop() {
        MONGO.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void inAnyOrderAndNumberTheContentIsTheSame(int seed) throws Exception {
        var random = new Random(seed);
        var history = history(random);
        var reference = MONGO.database();
        var undisturbed = new RecordingEmitter();
        PipelineTest.pipeline(reference, undisturbed).handle(history);
        var expected = TestMongo.content(reference);

        for (int run = 0; run < 4; run++) {
            var database = MONGO.database();
            var topics = new RecordingEmitter();
            deliver(shuffled(history, random), database, topics, run < 2 ? 1 : 3, random.nextLong());

            assertThat(TestMongo.content(database)).as("run %d", run).isEqualTo(expected);
            assertThat(text(topics, Topics.ENTRIES)).isEqualTo(stored(database, Projection.ENTRIES));
            assertThat(text(topics, Topics.PLACEMENTS)).isEqualTo(stored(database, Projection.PLACEMENTS));
        }
    }

    private static List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> history(Random random) {
        var history = new ArrayList<ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
        var entries = new ArrayList<RawEntry>();
        for (int i = 0; i < 12; i++) {
            var feedId = feed(FEEDS.get(random.nextInt(FEEDS.size())));
            int revisions = random.nextInt(1, 4);
            for (int revision = 1; revision <= revisions; revision++) {
                var next = entry().of(feedId, "post " + i)
                        .links(link(i % 5))
                        .revision(revision)
                        .title("text", "Title " + revision);
                entries.add((random.nextInt(4) == 0 ? next.withdrawn() : next).build());
            }
        }
        entries.forEach(each -> history.add(raw(each)));
        for (var slug : PLANETS) {
            int revisions = random.nextInt(1, 5);
            for (int revision = 1; revision <= revisions; revision++) {
                history.add(
                        random.nextInt(6) == 0 ? planetGone(slug, revision) : planet(slug, revision, carried(random)));
            }
        }
        for (int i = 0; i < 10; i++) {
            var slug = PLANETS.get(random.nextInt(PLANETS.size()));
            var id = entries.get(random.nextInt(entries.size())).entryId();
            var kinds = Verdict.Kind.values();
            history.add(
                    random.nextInt(3) == 0
                            ? undone(slug, id, i)
                            : verdict(slug, id, kinds[random.nextInt(kinds.length)], i));
        }
        history.add(Records.feedStatus("a", random.nextInt(3)));
        history.add(Records.feedStatus("a", random.nextInt(3)));
        return history;
    }

    /// Which several feeds have.
    private static Link link(int number) {
        return new Link("https://blog.example/" + number, "alternate", null, null);
    }

    private static String[] carried(Random random) {
        return FEEDS.stream()
                .filter(name -> random.nextInt(3) > 0)
                .map(name -> random.nextInt(5) == 0 ? "-" + name : name)
                .toArray(String[]::new);
    }

    private static List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> shuffled(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> history, Random random) {
        var all = new ArrayList<>(history);
        history.stream().filter(_ -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private static void deliver(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            MongoDatabase database,
            RecordingEmitter topics,
            int enrichers,
            long seed)
            throws Exception {
        var random = new Random(seed);
        var batches = new ConcurrentLinkedQueue<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>>();
        for (int at = 0; at < records.size(); ) {
            int end = Math.min(records.size(), at + random.nextInt(1, 12));
            batches.add(records.subList(at, end));
            at = end;
        }
        try (var pool = Executors.newFixedThreadPool(enrichers)) {
            var running = new ArrayDeque<Future<?>>();
            for (int i = 0; i < enrichers; i++) {
                var own = new Random(random.nextLong());
                running.add(pool.submit(() -> {
                    work(batches, database, topics, own);
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
    }

    /// An enricher that dies is followed by another, which is given its batch again, or a third one is.
    private static void work(
            Queue<List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> batches,
            MongoDatabase database,
            RecordingEmitter topics,
            Random random)
            throws InterruptedException {
        var pipeline = PipelineTest.pipeline(database, new Mortal(topics, random));
        for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
            try {
                pipeline.handle(batch);
            } catch (KafkaException e) {
                batches.add(batch);
            }
        }
    }

    private static Map<String, String> text(RecordingEmitter topics, Topic<?> topic) {
        var text = new TreeMap<String, String>();
        topics.compacted(topic).forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        return text;
    }

    private static Map<String, String> stored(MongoDatabase database, String collection) throws Exception {
        var stored = new TreeMap<String, String>();
        for (var document : TestMongo.documents(database, collection).entrySet()) {
            var value = document.getValue().get("value");
            if (value != null) {
                stored.put(document.getKey(), EventCodec.json().writeValueAsString(value));
            }
        }
        return stored;
    }

    /// Dies now and then, before what it was to produce is acknowledged or after.
    private record Mortal(RecordingEmitter topics, Random random) implements Emitter {
        @Override
        public void emit(List<ProducerRecord<String, byte @Nullable []>> records) {
            int fate = random.nextInt(6);
            if (fate == 0) {
                throw new KafkaException("dies before producing");
            }
            topics.emit(records);
            if (fate == 1) {
                throw new KafkaException("dies after producing");
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
