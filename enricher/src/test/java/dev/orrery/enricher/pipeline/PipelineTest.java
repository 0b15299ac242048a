package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;
import static dev.orrery.enricher.pipeline.Records.feed;
import static dev.orrery.enricher.pipeline.Records.planet;
import static dev.orrery.enricher.pipeline.Records.planetGone;
import static dev.orrery.enricher.pipeline.Records.raw;
import static dev.orrery.enricher.pipeline.Records.undone;
import static dev.orrery.enricher.pipeline.Records.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.DeadLetter;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Projection;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import dev.orrery.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PipelineTest {
    private static final TestMongo MONGO = new TestMongo();

    private final MongoDatabase database = MONGO.database();
    private final RecordingEmitter emitter = new RecordingEmitter();
    private final Pipeline pipeline = pipeline(database, emitter);
    private final RawEntries post = entry().of(feed("a"), "post");
    private final String id = post.build().entryId();

    static Pipeline pipeline(MongoDatabase database, Emitter emitter) {
        var stores = Stores.in(database);
        stores.index();
        return new Pipeline(
                stores, emitter, new Enrichment(new Sanitizer()), new Placer(), InstantSource.fixed(Records.AT));
    }

    @AfterAll
    static void stop() {
        MONGO.close();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final void handle(ConsumerRecord<byte @Nullable [], byte @Nullable []>... records)
            throws InterruptedException {
        pipeline.handle(Arrays.asList(records));
    }

    private @Nullable Document stored(String collection, String key) {
        return database.getCollection(collection).find(new Document("_id", key)).first();
    }

    private @Nullable Placement placed(String planet) throws UnreadableEvent {
        var bytes = emitter.compacted(Topics.PLACEMENTS).get(planet + "/" + id);
        var stored = stored(Projection.PLACEMENTS, planet + "/" + id);
        var produced = bytes == null ? null : EventCodec.decode(Placement.class, bytes);
        var kept = stored == null
                ? null
                : EventCodec.json().convertValue(stored.get("value", Document.class), Placement.class);
        assertThat(kept).isEqualTo(produced);
        return produced;
    }

    private Outcome outcome(String planet) throws UnreadableEvent {
        var placement = placed(planet);
        assertThat(placement).isNotNull();
        return Objects.requireNonNull(placement).outcome();
    }

    @Test
    void anEntryIsStoredAndProducedAndPlacedOnEveryPlanetThatCarriesIt() throws Exception {
        handle(planet("p", 1, "a"), planet("q", 1, "a", "b"), planet("r", 1, "b"), raw(post));

        var stored = stored(Projection.ENTRIES, id);
        assertThat(stored).containsEntry("feedId", feed("a")).containsEntry("withdrawn", false);
        var produced =
                EventCodec.decode(Entry.class, emitter.compacted(Topics.ENTRIES).get(id));
        assertThat(EventCodec.json().convertValue(stored.get("value"), Entry.class))
                .isEqualTo(produced);
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);
        assertThat(outcome("q")).isEqualTo(Outcome.SHOWN);
        assertThat(placed("r")).isNull();
        assertThat(stored(Projection.PLACEMENTS, "p/" + id))
                .containsEntry("planet", "p")
                .containsEntry("entryId", id)
                .containsEntry("feedId", feed("a"))
                .containsEntry("subscription", "a")
                .containsEntry("outcome", "shown")
                .containsEntry("rankAt", Date.from(post.build().rankAt()));
    }

    @Test
    void aReplayedRecordChangesNothingAndIsProducedAgain() throws Exception {
        handle(planet("p", 1, "a"), raw(post));
        var before = TestMongo.content(database);

        handle(raw(post));

        assertThat(TestMongo.content(database)).isEqualTo(before);
        assertThat(emitter.values(Topics.ENTRIES, id)).hasSize(2);
        assertThat(emitter.values(Topics.PLACEMENTS, "p/" + id)).hasSize(2);
    }

    @Test
    void anOlderRevisionNeitherWinsNorIsProduced() throws Exception {
        handle(planet("p", 1, "a"), raw(post.revision(2).title("text", "New")));
        handle(raw(post.revision(1).title("text", "Old")));

        assertThat(emitter.compacted(Topics.ENTRIES).get(id))
                .asString(StandardCharsets.UTF_8)
                .contains("New");
        assertThat(emitter.values(Topics.ENTRIES, id))
                .noneSatisfy(value ->
                        assertThat(value).asString(StandardCharsets.UTF_8).contains("Old"));
    }

    @Test
    void theLaterSightingOfARevisionWinsWhicheverComesFirst() throws Exception {
        var earlier = raw(entry().of(feed("a"), "post").title("text", "Earlier"));
        var later = raw(entry().of(feed("a"), "post").title("text", "Later").seenAt(RawEntries.SEEN.plusSeconds(1)));

        handle(later);
        handle(earlier);

        assertThat(emitter.compacted(Topics.ENTRIES).get(id))
                .asString(StandardCharsets.UTF_8)
                .contains("Later");
    }

    @Test
    void aWithdrawnEntryLeavesAMarkAndTombstones() throws Exception {
        handle(planet("p", 1, "a"), raw(post));
        handle(raw(post.revision(2).withdrawn()));

        assertThat(stored(Projection.ENTRIES, id))
                .containsEntry("withdrawn", true)
                .doesNotContainKey("value");
        assertThat(emitter.compacted(Topics.ENTRIES)).isEmpty();
        assertThat(emitter.compacted(Topics.PLACEMENTS)).isEmpty();
        assertThat(placed("p")).isNull();

        handle(raw(entry().of(feed("a"), "post").revision(1)));
        assertThat(placed("p")).isNull();
        assertThat(emitter.compacted(Topics.ENTRIES)).isEmpty();

        handle(raw(entry().of(feed("a"), "post").revision(3)));
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);
    }

    @Test
    void aChangedPlanetPlacesItsEntriesAnew() throws Exception {
        handle(raw(post));
        handle(planet("p", 1, "a"));
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);

        handle(planet("p", 2, "-a"));
        assertThat(outcome("p")).isEqualTo(Outcome.HIDDEN);

        handle(planet("p", 1, "a"));
        assertThat(outcome("p")).isEqualTo(Outcome.HIDDEN);

        handle(planet("p", 3, "b"));
        assertThat(placed("p")).isNull();
        assertThat(emitter.values(Topics.PLACEMENTS, "p/" + id)).endsWith((byte[]) null);

        handle(planet("p", 4, "a"));
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);
    }

    @Test
    void aDeletedPlanetTakesItsPlacementsWithIt() throws Exception {
        handle(planet("p", 1, "a"), planet("q", 1, "a"), raw(post));
        handle(planetGone("p", 2));

        assertThat(placed("p")).isNull();
        assertThat(placed("q")).isNotNull();
        assertThat(stored(Projection.PLANETS, "p"))
                .containsEntry("deleted", true)
                .doesNotContainKey("value");

        handle(planet("p", 1, "a"));
        assertThat(placed("p")).isNull();

        handle(planet("p", 3, "a"));
        assertThat(placed("p")).isNotNull();
    }

    @Test
    void theOwnersVerdictCountsUntilItIsUndone() throws Exception {
        handle(verdict("p", id, Verdict.Kind.HIDE, 10));
        handle(planet("p", 1, "a"), raw(post));
        assertThat(outcome("p")).isEqualTo(Outcome.HIDDEN);

        handle(verdict("p", id, Verdict.Kind.SHOW, 5));
        assertThat(outcome("p")).isEqualTo(Outcome.HIDDEN);

        handle(verdict("p", id, Verdict.Kind.QUARANTINE, 20));
        assertThat(outcome("p")).isEqualTo(Outcome.QUARANTINED);

        handle(undone("p", id, 30));
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);
        assertThat(stored(Projection.VERDICTS, "p/" + id)).containsEntry("undone", true);

        handle(verdict("p", id, Verdict.Kind.HIDE, 10));
        assertThat(outcome("p")).isEqualTo(Outcome.SHOWN);
    }

    @Test
    void aFeedKeepsItsNewestRecord() throws Exception {
        handle(Records.feedStatus("a", 2), Records.feedStatus("a", 1));
        var stored = stored(Projection.FEEDS, feed("a"));
        assertThat(stored).isNotNull();
        assertThat(stored.get("value", Document.class)).containsEntry("revision", 2);
    }

    @Test
    void aPoisonousRecordIsSetAsideAndItsBatchGoesOn() throws Exception {
        var garbage = Records.bytes(Topics.RAW_ENTRIES, id, "{not json".getBytes(StandardCharsets.UTF_8));
        var misplaced = Records.bytes(Topics.RAW_ENTRIES, "e-other", EventCodec.encode(post.build()));
        var missing = Records.bytes(Topics.PLANETS, "p", "{\"planet\":\"p\"}".getBytes(StandardCharsets.UTF_8));
        var tombstone = Records.bytes(Topics.RAW_ENTRIES, id, null);

        handle(garbage, planet("p", 1, "a"), misplaced, raw(post), missing, tombstone);

        assertThat(placed("p")).isNotNull();
        assertThat(emitter.letters()).hasSize(4).allSatisfy(letter -> assertThat(letter.topic())
                .isEqualTo(Topics.DEAD_LETTERS.name()));
        var reasons = emitter.letters().stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(reasons.get(1)).contains("e-other");
        assertThat(reasons.get(2)).contains("missing");
        assertThat(emitter.letters().getFirst().value()).isEqualTo(garbage.value());
    }

    @Test
    void aRecordThatFailsItsBatchIsFoundAndSetAside() throws Exception {
        var bad = entry().of(feed("a"), "bad").build();
        var refusing = pipeline(database, new Refusing(emitter, bad.entryId()));

        refusing.handle(List.of(planet("p", 1, "a"), raw(post), raw(bad)));

        assertThat(placed("p")).isNotNull();
        assertThat(emitter.letters()).hasSize(1);
        assertThat(emitter.letters().getFirst().key()).isEqualTo(bad.entryId().getBytes(StandardCharsets.UTF_8));
    }

    /// A topic that takes no record of one key.
    private record Refusing(RecordingEmitter topics, String key) implements Emitter {
        @Override
        public void emit(List<ProducerRecord<String, byte @Nullable []>> records) {
            if (records.stream().anyMatch(record -> key.equals(record.key()))) {
                throw new RecordTooLargeException("too large");
            }
            topics.emit(records);
        }

        @Override
        public void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) {
            topics.bury(letters);
        }

        @Override
        public void close() {}
    }

    @Test
    void anEntryWithoutAPlaceInTimeIsNotStored() throws Exception {
        var bad = EventCodec.json().valueToTree(post.build());
        ((ObjectNode) bad).put("rankAt", Instant.MAX.toString());

        handle(planet("p", 1, "a"), Records.bytes(Topics.RAW_ENTRIES, id, EventCodec.encode(bad)));

        assertThat(emitter.letters()).hasSize(1);
        assertThat(stored(Projection.ENTRIES, id)).isNull();
    }

    @Test
    void aPlanetWithALongHistoryIsPlacedWhole() throws Exception {
        var entries = IntStream.range(0, 2_500)
                .mapToObj(n -> raw(entry().of(feed("a"), "post " + n)))
                .toList();
        pipeline.handle(List.copyOf(entries));
        handle(planet("p", 1, "a"));
        assertThat(database.getCollection(Projection.PLACEMENTS).countDocuments())
                .isEqualTo(2_500);

        handle(planet("p", 2));
        assertThat(database.getCollection(Projection.PLACEMENTS).countDocuments())
                .isZero();
        assertThat(emitter.compacted(Topics.PLACEMENTS)).isEmpty();
    }
}
