package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import dev.orrery.enricher.Enricher;
import dev.orrery.events.DeadLetter;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Projection;
import dev.orrery.events.Topic;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the enricher and its database, MongoDB's content is the same in the end, and nothing is missing.
class EnricherCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENTRIES = 60;
    private static final List<String> PROJECTION = List.of(
            Projection.ENTRIES, Projection.PLACEMENTS, Projection.PLANETS, Projection.FEEDS, Projection.VERDICTS);

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private EmbeddedMongo mongo;
    private int mongoPort;

    @BeforeEach
    void startStores() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), EmbeddedKafka.freePort());
        mongoPort = EmbeddedKafka.freePort();
        mongo = EmbeddedMongo.start(folder.resolve("mongo"), mongoPort);
        TopicSetup.ensure(kafka.bootstrap());
    }

    @AfterEach
    void stopStores() {
        mongo.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"produce", "position"})
    void killedBeforeItProducesOrBeforeItStoresItsPosition(String where) throws Exception {
        produce(History.of(ENTRIES, 1));

        try (var enricher =
                ChildJvm.run(CrashingEnricher.class, kafka.bootstrap(), mongo.connectionString("orrery"), where)) {
            enricher.awaitLine("AT " + where, PATIENCE);
            enricher.kill();
            enricher.exitCode(PATIENCE);
        }
        catchUp("orrery");

        assertSameAsUndisturbed();
        assertEveryPlacementIsOnItsTopic();
    }

    @Test
    void itsDatabaseIsPutBackToAnOlderCopy() throws Exception {
        var history = History.of(ENTRIES, 2);
        produce(history.subList(0, history.size() / 2));
        catchUp("orrery");
        mongo.close();
        var copy = folder.resolve("copy.mv");
        var file = folder.resolve("mongo/documents.bson.mv");
        Files.copy(file, copy);
        mongo = EmbeddedMongo.start(folder.resolve("mongo"), mongoPort);
        produce(history.subList(history.size() / 2, history.size()));
        catchUp("orrery");
        var before = content("orrery");

        mongo.close();
        Files.delete(file);
        Files.copy(copy, file);
        mongo = EmbeddedMongo.start(folder.resolve("mongo"), mongoPort);
        assertThat(content("orrery")).isNotEqualTo(before);
        catchUp("orrery");

        assertThat(content("orrery")).isEqualTo(before);
        assertSameAsUndisturbed();
    }

    @Test
    void itsDatabaseIsLostAltogether() throws Exception {
        produce(History.of(ENTRIES, 3));
        catchUp("orrery");
        var before = content("orrery");

        try (var client = MongoClients.create(mongo.connectionString("orrery"))) {
            client.getDatabase("orrery").drop();
        }
        catchUp("orrery");

        assertThat(content("orrery")).isEqualTo(before);
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheOthersGoOn() throws Exception {
        var history = new ArrayList<>(History.of(ENTRIES, 4));
        var poison = "{\"entryId\": \"e-poison\", \"revision\": ".getBytes(StandardCharsets.UTF_8);
        var records = new ArrayList<>(history);
        records.add(history.size() / 2, new ProducerRecord<>(Topics.RAW_ENTRIES.name(), "e-poison", poison));
        produce(records);
        catchUp("orrery");

        var letters = Records.of(kafka.bootstrap(), Topics.DEAD_LETTERS.name());
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().value()).isEqualTo(poison);
        assertThat(new String(letters.getFirst().key(), StandardCharsets.UTF_8)).isEqualTo("e-poison");
        assertThat(new String(
                        letters.getFirst()
                                .headers()
                                .lastHeader(DeadLetter.TOPIC)
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("orrery.raw-entries");
        assertThat(new String(
                        letters.getFirst()
                                .headers()
                                .lastHeader(DeadLetter.REASON)
                                .value(),
                        StandardCharsets.UTF_8))
                .startsWith("not a RawEntry");
        assertThat(ids(Projection.ENTRIES)).isEqualTo(keys(history, Topics.RAW_ENTRIES));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyRecordComesTwiceAndInAnyOrder(long seed) throws Exception {
        var history = History.of(ENTRIES, 5);
        var mixed = new ArrayList<>(history);
        mixed.addAll(history);
        Collections.shuffle(mixed, new Random(seed));
        produce(mixed);
        catchUp("orrery");
        var shuffled = content("orrery");

        // The same records in the order in which they happened, into a broker and a database of their own.
        try (var ordered = EmbeddedKafka.start(folder.resolve("ordered"), EmbeddedKafka.freePort())) {
            TopicSetup.ensure(ordered.bootstrap());
            Records.produce(ordered.bootstrap(), history);
            catchUp(ordered, "ordered");
        }

        assertThat(shuffled).isEqualTo(content("ordered"));
        assertThat(ids(Projection.ENTRIES)).isEqualTo(keys(history, Topics.RAW_ENTRIES));
    }

    @Test
    void whileItsDatabaseIsDownNothingGoesToTheDeadLetters() throws Exception {
        produce(History.of(ENTRIES, 6));
        mongo.close();
        try (var enricher =
                Enricher.connect(kafka.bootstrap(), mongo.connectionString("orrery"), InstantSource.system())) {
            enricher.start();
            await().atMost(PATIENCE)
                    .until(() -> !enricher.isReady() && enricher.lag().isEmpty());
            mongo = EmbeddedMongo.start(folder.resolve("mongo"), mongoPort);
            await().atMost(PATIENCE).until(() -> enricher.lag().orElse(-1) == 0);
        }

        assertThat(Records.of(kafka.bootstrap(), Topics.DEAD_LETTERS.name())).isEmpty();
        assertSameAsUndisturbed();
    }

    private void produce(List<ProducerRecord<String, byte[]>> records) throws Exception {
        Records.produce(kafka.bootstrap(), records);
    }

    private void catchUp(String database) {
        catchUp(kafka, database);
    }

    /// Runs an undisturbed enricher until nothing waits.
    private void catchUp(EmbeddedKafka from, String database) {
        try (var enricher =
                Enricher.connect(from.bootstrap(), mongo.connectionString(database), InstantSource.system())) {
            enricher.start();
            await().atMost(PATIENCE).until(() -> enricher.lag().orElse(-1) == 0);
        }
    }

    private void assertSameAsUndisturbed() {
        catchUp("undisturbed");
        assertThat(content("orrery")).isEqualTo(content("undisturbed"));
        assertThat(content("orrery").get(Projection.PLACEMENTS)).isNotEmpty();
    }

    private Map<String, List<Document>> content(String database) {
        try (var client = MongoClients.create(mongo.connectionString(database))) {
            var content = new TreeMap<String, List<Document>>();
            for (var collection : PROJECTION) {
                content.put(
                        collection,
                        client.getDatabase(database)
                                .getCollection(collection)
                                .find()
                                .sort(new Document("_id", 1))
                                .into(new ArrayList<>()));
            }
            return content;
        }
    }

    private Set<String> ids(String collection) {
        var ids = new TreeSet<String>();
        content("orrery").get(collection).forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    private static Set<String> keys(List<ProducerRecord<String, byte[]>> history, Topic<?> topic) {
        var keys = new TreeSet<String>();
        history.stream()
                .filter(record -> record.topic().equals(topic.name()))
                .forEach(record -> keys.add(record.key()));
        return keys;
    }

    private void assertEveryPlacementIsOnItsTopic() throws IOException {
        var newest = new TreeMap<String, byte[]>();
        for (var record : Records.of(kafka.bootstrap(), Topics.PLACEMENTS.name())) {
            newest.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
        newest.values().removeIf(value -> value == null);
        assertThat(newest.keySet()).isEqualTo(ids(Projection.PLACEMENTS));
        for (var placement : content("orrery").get(Projection.PLACEMENTS)) {
            var stored = EventCodec.json()
                    .readTree(placement.get("value", Document.class).toJson());
            assertThat(EventCodec.json().readTree(newest.get(placement.getString("_id"))))
                    .isEqualTo(stored);
        }
    }
}
