package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;
import static dev.orrery.enricher.pipeline.Records.feed;
import static dev.orrery.enricher.pipeline.Records.planet;
import static dev.orrery.enricher.pipeline.Records.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.store.Generations;
import dev.orrery.events.DeadLetter;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Projection;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A store that is down is waited for, a record that cannot be handled is set aside; neither is taken for the other.
@Timeout(120)
class OutageTest {
    private static final TestMongo MONGO = new TestMongo();
    private static final ServerAddress SERVER = new ServerAddress();
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.RAW_ENTRIES.name(), 0);

    static final List<MongoException> MONGO_IS_DOWN = List.of(
            new MongoTimeoutException("no server chosen within 3 s"),
            new MongoSocketReadException("broken off", SERVER),
            new MongoNotPrimaryException(answer(10107, "not primary"), SERVER),
            new MongoNodeIsRecoveringException(answer(11602, "stepped down in the middle"), SERVER),
            new MongoCommandException(answer(189, "primary stepped down"), SERVER),
            new MongoCommandException(answer(13, "not authorised"), SERVER),
            new MongoCommandException(answer(14031, "disk full"), SERVER),
            new MongoInterruptedException("asked to stop", new InterruptedException()),
            bulk(10107),
            bulk(91));

    static final List<KafkaException> KAFKA_IS_DOWN = List.of(
            new TimeoutException("not acknowledged in time"),
            new DisconnectException(),
            new NotEnoughReplicasException("one of two"),
            new KafkaException("whatever it is"));

    private final MongoDatabase real = MONGO.database();
    private final FailingMongo mongo = new FailingMongo(real);
    private final FailingEmitter emitter = new FailingEmitter();

    @AfterAll
    static void stop() {
        MONGO.close();
    }

    @ParameterizedTest
    @FieldSource({"MONGO_IS_DOWN", "KAFKA_IS_DOWN"})
    void aStoreThatIsDownIsAnOutage(RuntimeException failure) {
        assertThat(Outage.is(failure)).isTrue();
    }

    @Test
    void whileMongoDbIsDownForTenMinutesNothingIsADeadLetter() throws Exception {
        outage(() -> mongo.failWith(MONGO_IS_DOWN.getFirst()), mongo::recover);
    }

    @Test
    void whileMongoDbTakesSomeOfWhatIsWrittenAtOnceNothingIsADeadLetter() throws Exception {
        outage(() -> mongo.failWith(MONGO_IS_DOWN.getLast()), mongo::recover);
    }

    @Test
    void whileKafkaTakesNothingForTenMinutesNothingIsADeadLetter() throws Exception {
        outage(() -> emitter.failure.set(KAFKA_IS_DOWN.getFirst()), () -> emitter.failure.set(null));
    }

    /// Records come all the time: five before it goes down, one each time it is tried again.
    private void outage(Runnable down, Runnable up) throws Exception {
        handleDirectly(planet("p", 1, "a"));
        var consumer = new AtomicReference<PatientConsumer>();
        var loop = loop(consumer);
        consumer.set(
                new PatientConsumer(PARTITION, () -> {
                    for (int i = 0; i < 5; i++) {
                        consumer.get().produce(record(i));
                    }
                    down.run();
                }) {
                    @Override
                    public synchronized ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(Duration timeout) {
                        boolean isWaiting = !paused().isEmpty();
                        var records = super.poll(timeout);
                        if (isWaiting && waited().compareTo(TEN_MINUTES) < 0) {
                            produce(record(produced()));
                        } else if (isWaiting) {
                            up.run();
                        }
                        if (waited().compareTo(TEN_MINUTES) >= 0 && stored() == produced()) {
                            loop.stop();
                        }
                        return records;
                    }
                });

        loop.run();

        assertThat(consumer.get().waited()).isGreaterThanOrEqualTo(TEN_MINUTES);
        assertThat(consumer.get().produced()).isGreaterThan(100);
        assertThat(emitter.topics.letters()).isEmpty();
        assertThat(emitter.topics.compacted(Topics.PLACEMENTS))
                .hasSize((int) consumer.get().produced());
    }

    /// MongoDB takes no document of more than 16 MiB: that is no outage, or the partition would stand still for ever.
    @Test
    void aDocumentThatIsTooLargeIsSetAsideAndTheOthersGoOn() throws Exception {
        var small = Records.planetOf("p", 1, "a");
        var large = withExtra(Records.planetOf("q", 1, "a"), Map.of("legend", "x".repeat(17 << 20)));

        pipeline().handle(List.of(record(1), planetRecord(large), planetRecord(small)));

        assertThat(reasons()).singleElement().asString().contains("size");
        assertThat(emitter.topics.compacted(Topics.PLACEMENTS)).hasSize(1);
    }

    /// And what the server refuses because of what it is.
    @Test
    void aDocumentThatTheServerRefusesIsSetAside() throws Exception {
        for (int refusal : Set.of(2, 9, 52, 57, 10334, 17419)) {
            assertThat(Outage.is(bulk(refusal))).as("code %d", refusal).isFalse();
        }
        assertThat(Outage.is(bulk(91))).isTrue();
    }

    private void handleDirectly(ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws InterruptedException {
        PipelineTest.pipeline(real, new RecordingEmitter()).handle(List.of(record));
    }

    private Pipeline pipeline() {
        return PipelineTest.pipeline(real, emitter);
    }

    private EnricherLoop loop(AtomicReference<PatientConsumer> consumer) {
        var targets = GenerationTargets.live(
                new Generations(mongo.database()), emitter, InstantSource.fixed(Records.AT), positions -> positions);
        var opened = new AtomicBoolean();
        return new EnricherLoop(
                () -> {},
                () -> {
                    // The loop would open one after the other for ever; this ends it.
                    assertThat(opened.getAndSet(true)).as("begun again").isFalse();
                    return consumer.get();
                },
                targets);
    }

    private long stored() {
        return real.getCollection(Projection.POSITIONS).find().into(new ArrayList<>()).stream()
                .mapToLong(position -> position.get("offset", Number.class).longValue())
                .sum();
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> record(long number) {
        return raw(entry().of(feed("a"), "post " + number));
    }

    private static ConsumerRecord<byte @Nullable [], byte @Nullable []> planetRecord(Planet planet) {
        return Records.bytes(Topics.PLANETS, planet.planet(), EventCodec.encode(planet));
    }

    private static Planet withExtra(Planet planet, Map<String, Object> extra) throws Exception {
        var json = new HashMap<String, Object>(EventCodec.json().readValue(EventCodec.encode(planet), Document.class));
        json.put("extra", extra);
        return EventCodec.json().convertValue(json, Planet.class);
    }

    private List<String> reasons() {
        return emitter.topics.letters().stream()
                .map(letter -> new String(
                        letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static BsonDocument answer(int code, String message) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString(message));
    }

    private static MongoBulkWriteException bulk(int code) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(),
                List.of(new BulkWriteError(code, "code " + code, new BsonDocument(), 0)),
                null,
                SERVER,
                Set.of());
    }

    /// Topics that take nothing for as long as the test wants.
    private static final class FailingEmitter implements Emitter {
        private final RecordingEmitter topics = new RecordingEmitter();
        private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

        @Override
        public void emit(List<ProducerRecord<String, byte @Nullable []>> records) {
            fail();
            topics.emit(records);
        }

        @Override
        public void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) {
            fail();
            topics.bury(letters);
        }

        private void fail() {
            var e = failure.get();
            if (e != null) {
                throw e;
            }
        }

        @Override
        public void close() {}
    }
}
