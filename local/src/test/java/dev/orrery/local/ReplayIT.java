package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.Enricher;
import dev.orrery.enricher.replay.Progress;
import dev.orrery.enricher.replay.Replay;
import dev.orrery.enricher.replay.ReplayRefused;
import dev.orrery.enricher.replay.ReplayScope;
import dev.orrery.enricher.replay.Report;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Projection;
import dev.orrery.events.Topic;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to a replay and around it, in the end MongoDB and the topics say what today's enricher makes of the
/// records.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENTRIES = 60;
    private static final List<String> PROJECTION = List.of(
            Projection.ENTRIES, Projection.PLACEMENTS, Projection.PLANETS, Projection.FEEDS, Projection.VERDICTS);

    @TempDir
    static Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;
    private EmbeddedKafka kafka;
    private MongoDatabase database;
    private int number;

    @BeforeAll
    void startMongo() throws Exception {
        mongo = EmbeddedMongo.start(folder.resolve("mongo"), EmbeddedKafka.freePort());
        client = MongoClients.create(mongo.connectionString("orrery"));
    }

    @BeforeEach
    void fillByAnOldSanitizer() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka" + ++number), EmbeddedKafka.freePort());
        TopicSetup.ensure(kafka.bootstrap());
        database = client.getDatabase("orrery" + number);
        Records.produce(kafka.bootstrap(), History.of(ENTRIES, number));
        catchUp(database.getName());
        OldSanitizer.hasFilled(database);
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    @AfterAll
    void stopMongo() {
        client.close();
        mongo.close();
    }

    @Test
    void aNewSanitizerIsAppliedToHistory() throws Exception {
        long shown = database.getCollection(Projection.ENTRIES).countDocuments(new Document("withdrawn", false));
        int before = count(Topics.ENTRIES);
        int placements = count(Topics.PLACEMENTS);

        try (var replay = replay()) {
            replay.rebuild(ReplayScope.ALL, new Steps());
            var report = replay.report(new Steps());

            assertThat(report.entries()).isEqualTo(shown);
            assertThat(report.placements()).isZero();
            assertThat(report.onTheirWay()).isZero();
            assertThat(report.reasons())
                    .extracting(Report.Reason::reason)
                    .containsExactly("entry: html (sanitizer 0 → %d)".formatted(Sanitizer.VERSION));
            assertThat(report.reasons().getFirst().examples()).hasSize(3).allSatisfy(example -> {
                assertThat(example.live()).contains(OldSanitizer.WORDS);
                assertThat(example.rebuilt()).contains("Words of");
            });
            assertThat(words(Projection.ENTRIES)).contains(OldSanitizer.WORDS);

            replay.apply(new Steps());
        }

        assertThat(words(Projection.collection(Projection.ENTRIES, 2))).doesNotContain(OldSanitizer.WORDS);
        assertThat(count(Topics.ENTRIES)).isEqualTo(before + (int) shown);
        assertThat(count(Topics.PLACEMENTS)).isEqualTo(placements);
        assertNothingIsLeft(2);
        assertSameAsUndisturbed();
    }

    @Test
    void onlyLookingChangesNothingAndIsNotInVain() throws Exception {
        try (var replay = replay()) {
            replay.rebuild(ReplayScope.ALL, new Steps());
            assertThat(replay.report(new Steps()).isEmpty()).isFalse();
        }
        assertThat(words(Projection.ENTRIES)).contains(OldSanitizer.WORDS);

        var steps = new Steps();
        try (var replay = replay()) {
            replay.rebuild(ReplayScope.ALL, steps);
            assertThat(steps.mostLeft).isZero();
            replay.apply(steps);
        }
        assertSameAsUndisturbed();
    }

    @Test
    void whatWasRebuiltCanBeDiscarded() throws Exception {
        try (var replay = replay()) {
            replay.rebuild(ReplayScope.ALL, new Steps());
            replay.discard();
        }

        assertThat(database.listCollectionNames()).noneMatch(name -> name.contains(".g2"));
        assertThat(words(Projection.ENTRIES)).contains(OldSanitizer.WORDS);
    }

    /// New records come all the time, and the enricher goes on, before, during and after the switch.
    @Test
    void theEnricherGoesOnAndNothingIsLost() throws Exception {
        try (var enricher = enricher(database.getName());
                var replay = replay()) {
            enricher.start();
            replay.rebuild(ReplayScope.ALL, new Steps());
            Records.produce(kafka.bootstrap(), History.of(ENTRIES + 20, 91));
            replay.apply(new Steps() {
                @Override
                public void at(Step step) {
                    if (step == Step.SWITCHING || step == Step.TELLING) {
                        produce(History.of(ENTRIES + 40, step == Step.SWITCHING ? 94 : 95));
                    }
                }
            });
            Records.produce(kafka.bootstrap(), History.of(ENTRIES + 60, 92));
            await().atMost(PATIENCE).until(() -> enricher.lag().orElse(-1) == 0);
            assertThat(live()).isEqualTo(2);
        }

        assertSameAsUndisturbed();
    }

    @Test
    void itIsStoppedInTheMiddleAndGoesOnFromThere() throws Exception {
        Records.produce(kafka.bootstrap(), History.of(800, 93));
        catchUp(database.getName());
        try (var replay = replay()) {
            var me = Thread.currentThread();
            assertThatThrownBy(() -> replay.rebuild(ReplayScope.ALL, new Steps() {
                        @Override
                        public void left(long records) {
                            if (!positions(2).isEmpty()) {
                                me.interrupt();
                            }
                        }
                    }))
                    .isInstanceOf(InterruptedException.class);
        }
        var stopped = positions(2);
        assertThat(stopped).isNotEmpty().isNotEqualTo(positions(1));

        try (var replay = replay()) {
            assertThatThrownBy(() -> replay.rebuild(new ReplayScope("clocks", null), new Steps()))
                    .isInstanceOf(ReplayRefused.class)
                    .hasMessageContaining("everything");
            var steps = new Steps();
            replay.rebuild(ReplayScope.ALL, steps);
            assertThat(steps.mostLeft).isLessThan(sum(positions(2))).isPositive();
            replay.apply(steps);
        }
        assertSameAsUndisturbed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SWITCHING", "TELLING", "DROPPING"})
    void itIsKilledInTheMiddleOfTheSwitch(String step) throws Exception {
        try (var child = ChildJvm.run(CrashingReplay.class, kafka.bootstrap(), address(database.getName()), step)) {
            child.awaitLine("AT " + step, PATIENCE);
            child.kill();
            child.exitCode(PATIENCE);
        }
        assertThat(live()).isEqualTo(step.equals("SWITCHING") ? 1 : 2);

        try (var replay = replay()) {
            if (replay.isUnfinished()) {
                replay.finish(new Steps());
            } else if (live() == 1) {
                replay.rebuild(ReplayScope.ALL, new Steps());
                replay.apply(new Steps());
            }
        }

        assertSameAsUndisturbed();
        assertNothingIsLeft(2);
    }

    @Test
    void ofOnePlanetOnlyPlacementsAreDecidedAnew() throws Exception {
        forgetOutcomes();

        var report = replayed(new ReplayScope("clocks", null));

        assertThat(report.entries()).isZero();
        assertThat(report.reasons())
                .extracting(Report.Reason::reason)
                .containsExactly("placement: hidden → shown by no rule");
        assertThat(outcomes("clocks")).containsOnlyKeys("shown");
        assertThat(outcomes("glass")).containsOnlyKeys("hidden");
        assertThat(words(Projection.collection(Projection.ENTRIES, 2))).contains(OldSanitizer.WORDS);
    }

    @Test
    void ofOnePlanetOnlyEntriesSinceThen() throws Exception {
        forgetOutcomes();
        var since = Instant.parse("2026-01-01T03:00:00Z");

        replayed(new ReplayScope("clocks", since));

        for (var placement : database.getCollection(Projection.collection(Projection.PLACEMENTS, 2))
                .find(new Document("planet", "clocks"))) {
            var at = placement.getDate("rankAt").toInstant();
            // In this history, what is ranked at a time was first seen a minute later.
            assertThat(placement.getString("outcome"))
                    .as("%s", at)
                    .isEqualTo(at.plusSeconds(60).isBefore(since) ? "hidden" : "shown");
        }
    }

    @Test
    void entriesSentSinceThenAreReadAgain() throws Exception {
        var later = Instant.now().plusSeconds(1);
        await().until(() -> Instant.now().isAfter(later));
        Records.produce(
                kafka.bootstrap(),
                History.of(ENTRIES + 10, number).stream()
                        .filter(record -> record.topic().equals(Topics.RAW_ENTRIES.name()))
                        .filter(record -> !database.getCollection(Projection.ENTRIES)
                                .find(new Document("_id", record.key()))
                                .iterator()
                                .hasNext())
                        .toList());
        catchUp(database.getName());
        OldSanitizer.hasFilled(database);

        var report = replayed(new ReplayScope(null, later));

        assertThat(report.entries()).isBetween(1L, 10L);
        assertThat(report.placements()).isZero();
        assertThat(words(Projection.collection(Projection.ENTRIES, 2))).contains(OldSanitizer.WORDS, "Words of");
    }

    @Test
    void aPlanetThatIsNotThereIsOneSentence() {
        try (var replay = replay()) {
            assertThatThrownBy(() -> replay.rebuild(new ReplayScope("nowhere", null), new Steps()))
                    .hasMessageContaining("nowhere");
        }
    }

    @Test
    void whatCannotBeReadIsToldAndNotBuriedAgain() throws Exception {
        Records.produce(
                kafka.bootstrap(),
                List.of(new ProducerRecord<>(Topics.RAW_ENTRIES.name(), "e-x", "{".getBytes(StandardCharsets.UTF_8))));
        catchUp(database.getName());
        assertThat(Records.of(kafka.bootstrap(), Topics.DEAD_LETTERS.name())).hasSize(1);

        var report = replayed(ReplayScope.ALL);

        assertThat(report.unhandled()).singleElement().asString().startsWith("orrery.raw-entries-");
        assertThat(Records.of(kafka.bootstrap(), Topics.DEAD_LETTERS.name())).hasSize(1);
    }

    private int count(Topic<?> topic) {
        return Records.of(kafka.bootstrap(), topic.name()).size();
    }

    private Report replayed(ReplayScope scope) throws Exception {
        try (var replay = replay()) {
            replay.rebuild(scope, new Steps());
            var report = replay.report(new Steps());
            replay.apply(new Steps());
            return report;
        }
    }

    /// As a placer of another version might have decided.
    private void forgetOutcomes() {
        var placements = database.getCollection(Projection.PLACEMENTS);
        for (var placement : placements.find().into(new ArrayList<>())) {
            placement.get("value", Document.class).append("outcome", "hidden");
            placement.append("outcome", "hidden");
            placement.append("rev", placement.getString("rev").replaceFirst("[^|]*[|]([^|]*)$", "0000|$1"));
            placements.replaceOne(new Document("_id", placement.getString("_id")), placement);
        }
    }

    private Map<String, Integer> outcomes(String planet) {
        var outcomes = new TreeMap<String, Integer>();
        for (var placement : database.getCollection(Projection.collection(Projection.PLACEMENTS, 2))
                .find(new Document("planet", planet))) {
            outcomes.merge(placement.getString("outcome"), 1, Integer::sum);
        }
        return outcomes;
    }

    private void produce(List<ProducerRecord<String, byte[]>> records) {
        try {
            Records.produce(kafka.bootstrap(), records);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Replay replay() {
        return Replay.connect(kafka.bootstrap(), address(database.getName()), InstantSource.system());
    }

    private Enricher enricher(String name) {
        return Enricher.connect(kafka.bootstrap(), address(name), InstantSource.system());
    }

    private String address(String name) {
        return mongo.connectionString(name);
    }

    private void catchUp(String name) {
        try (var enricher = enricher(name)) {
            enricher.start();
            await().atMost(PATIENCE).until(() -> enricher.lag().orElse(-1) == 0);
        }
    }

    private long live() {
        var pointer = database.getCollection(Projection.GENERATIONS)
                .find(new Document("_id", Projection.LIVE))
                .first();
        return pointer == null
                ? 1
                : pointer.get(Projection.GENERATION, Number.class).longValue();
    }

    private Map<String, Long> positions(long generation) {
        var positions = new TreeMap<String, Long>();
        database.getCollection(Projection.collection(Projection.POSITIONS, generation))
                .find()
                .forEach(found -> positions.put(
                        found.getString("_id"),
                        found.get("offset", Number.class).longValue()));
        return positions;
    }

    private static long sum(Map<String, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }

    private String words(String collection) {
        var words = new StringBuilder();
        database.getCollection(collection).find().forEach(found -> words.append(found.toJson()));
        return words.toString();
    }

    /// An enricher catches up first: a replay hands over to it.
    private void assertSameAsUndisturbed() throws Exception {
        catchUp(database.getName());
        var content = content(database.getName(), live());
        assertSameOnTopic(Topics.ENTRIES, content.get(Projection.ENTRIES));
        assertSameOnTopic(Topics.PLACEMENTS, content.get(Projection.PLACEMENTS));
        var other = "undisturbed" + number;
        catchUp(other);
        assertThat(content).isEqualTo(content(other, 1));
    }

    private Map<String, List<Document>> content(String name, long generation) {
        var content = new TreeMap<String, List<Document>>();
        for (var collection : PROJECTION) {
            content.put(
                    collection,
                    client.getDatabase(name)
                            .getCollection(Projection.collection(collection, generation))
                            .find()
                            .sort(new Document("_id", 1))
                            .into(new ArrayList<>()));
        }
        return content;
    }

    private void assertSameOnTopic(Topic<?> topic, List<Document> stored) throws Exception {
        var newest = new TreeMap<String, String>();
        for (var record : Records.of(kafka.bootstrap(), topic.name())) {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        var expected = new TreeMap<String, String>();
        for (var document : stored) {
            if (document.get("value") != null) {
                expected.put(document.getString("_id"), EventCodec.json().writeValueAsString(document.get("value")));
            }
        }
        assertThat(newest).isEqualTo(expected);
    }

    private void assertNothingIsLeft(long generation) {
        assertThat(live()).isEqualTo(generation);
        assertThat(database.listCollectionNames())
                .allMatch(name -> name.equals(Projection.GENERATIONS) || name.endsWith(".g" + generation));
        assertThat(database.getCollection(Projection.GENERATIONS).countDocuments())
                .isEqualTo(1);
    }

    private static class Steps implements Progress {
        private long mostLeft;

        @Override
        public void at(Step step) {}

        @Override
        public void left(long records) {
            mostLeft = Math.max(mostLeft, records);
        }
    }
}
