package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.orrery.enricher.Enricher;
import dev.orrery.events.DeadLetter;
import dev.orrery.events.EventCodec;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.Projection;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import dev.orrery.events.letters.Letter.State;
import dev.orrery.events.letters.Letters;
import dev.orrery.events.letters.Letters.Sending;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// `./orrery dead-letters` as whoever types it sees it, against a running enricher.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BINARY = {(byte) 0xff, (byte) 0xfe, 0, 7};

    @TempDir
    static Path folder;

    private EmbeddedKafka kafka;
    private EmbeddedMongo mongo;
    private MongoClient client;
    private Enricher enricher;
    private List<ProducerRecord<String, byte[]>> history;
    private String out = "";
    private String err = "";

    @BeforeAll
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), EmbeddedKafka.freePort());
        mongo = EmbeddedMongo.start(folder.resolve("mongo"), EmbeddedKafka.freePort());
        client = MongoClients.create(mongo.connectionString("orrery"));
        TopicSetup.ensure(kafka.bootstrap());
        enricher = Enricher.connect(kafka.bootstrap(), mongo.connectionString("orrery"), InstantSource.system());
        enricher.start();
        history = History.of(20, 7);
        Records.produce(kafka.bootstrap(), history);
        catchUp();
    }

    @AfterAll
    void stop() {
        enricher.close();
        client.close();
        mongo.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void withoutAnyThereIsNothingToDo() {
        assertThat(run("list")).isZero();
        assertThat(out).isEqualTo("No dead letters.\n");
        assertThat(run("resend", "--all")).isZero();
        assertThat(out).isEqualTo("There is no such dead letter.\n");
    }

    @Test
    @Order(2)
    void whatCouldNotBeHandledIsListedTheNewestFirst() throws Exception {
        produce(new ProducerRecord<>(
                Topics.RAW_ENTRIES.name(), "e-broken", "{\"entryId\":".getBytes(StandardCharsets.UTF_8)));
        produce(new ProducerRecord<>(Topics.MODERATION.name(), "glass/e-x", BINARY));

        assertThat(run("list")).isZero();
        assertThat(out.lines().filter(line -> line.startsWith(" ")).toList())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("not a "));
        assertThat(out).contains("orrery-enricher", "open", "11 bytes", "4 bytes", "orrery.moderation-");
        assertThat(out.indexOf("orrery.moderation")).isLessThan(out.indexOf("orrery.raw-entries"));

        assertThat(json("list", "--topic", "orrery.moderation")).hasSize(1);
        assertThat(json("list", "--reason", "RAWENTRY")).hasSize(1);
        assertThat(json("list", "--state", "dropped")).isEmpty();
    }

    @Test
    @Order(3)
    void oneIsShownWithAllThereIsToSee() throws Exception {
        var broken = json("list", "--topic", "orrery.raw-entries").get(0);
        assertThat(run("show", broken.get("id").asText())).isZero();
        assertThat(out)
                .contains("Key       e-broken", "  {\"entryId\":", "\tat dev.orrery.events".strip(), "orrery-offset: ")
                .contains("Whoever wrote them has to send them right");

        var binary = json("list", "--topic", "orrery.moderation").get(0);
        assertThat(run("show", "orrery.dead-letters-" + binary.get("id").asText()))
                .isZero();
        assertThat(out).contains("000000  fffe0007");

        var whole = json("show", binary.get("id").asText());
        assertThat(whole.get("hex").asText()).isEqualTo("fffe0007");
        assertThat(whole.get("headers"))
                .anySatisfy(header -> assertThat(header.get("name").asText()).isEqualTo(DeadLetter.ERROR));
    }

    @Test
    @Order(4)
    void whatIsSentAgainAndFailsAgainIsANewLetter() throws Exception {
        var before = json("list");
        var id = json("list", "--topic", "orrery.moderation").get(0).get("id").asText();

        assertThat(run("resend", id)).isZero();
        assertThat(out).startsWith(id + ": sent to orrery.moderation-");
        catchUp();
        await().atMost(PATIENCE).until(() -> json("list").size() == before.size() + 1);

        var resent = json("list", "--state", "resent");
        assertThat(resent).hasSize(1);
        assertThat(resent.get(0).get("id").asText()).isEqualTo(id);
        var again =
                json("list", "--topic", "orrery.moderation", "--state", "open").get(0);
        assertThat(resent.get(0).get("sentTo").asText())
                .isEqualTo("%s-%d-%d"
                        .formatted(
                                again.get("topic").asText(),
                                again.get("partition").asInt(),
                                again.get("offset").asLong()));
        var copy = newest(Topics.MODERATION.name());
        assertThat(copy.value()).isEqualTo(BINARY);
        assertThat(copy.headers().toArray()).isEmpty();
    }

    @Test
    @Order(5)
    void whatIsDroppedIsNotSentWithTheOthers() {
        assertThat(run("drop", "--all")).isZero();
        assertThat(json("list", "--state", "open")).isEmpty();
        assertThat(run("resend", "--all")).isZero();
        assertThat(out).isEqualTo("There is no such dead letter.\n");
    }

    /// An enricher that failed on a revision and is mended since.
    @Test
    @Order(6)
    void aRecordThatIsSentAgainLands() throws Exception {
        var record = revision(99);
        var source = bury(record);

        assertThat(run("resend", "--all", "--reason", "mended")).isZero();
        catchUp();

        assertThat(stored(record.key()).getInteger("revision")).isEqualTo(99);
        var copy = newest(source.topic());
        assertThat(copy.partition()).isEqualTo(source.partition());
        assertThat(copy.value()).isEqualTo(record.value());
        assertThat(copy.headers().toArray()).isEqualTo(record.headers().toArray());
    }

    /// On a compacted topic the last record of a key is the one that stays: an old one must not come last.
    @Test
    @Order(7)
    void anOldRevisionIsNotSentBehindANewerOne() throws Exception {
        bury(revision(100));
        var newer = revision(101);
        produce(newer);

        assertThat(run("resend", "--all")).isEqualTo(Main.TROUBLE);

        assertThat(out).contains("not sent: A newer record of the same key is at orrery.raw-entries-");
        assertThat(stored(newer.key()).getInteger("revision")).isEqualTo(101);
        var id = json("list", "--state", "open").get(0).get("id").asText();
        assertThat(run("show", id)).isZero();
        assertThat(out).contains("so nothing is missing", "drop " + id);
        assertThat(run("drop", id)).isZero();
    }

    @Test
    @Order(8)
    void aNewerRevisionIsSentBehindAnOlderOneThatCameLater() throws Exception {
        bury(revision(200));
        produce(revision(150));
        assertThat(stored(revision(0).key()).getInteger("revision")).isEqualTo(150);

        assertThat(run("resend", "--all")).isZero();
        catchUp();

        assertThat(stored(revision(0).key()).getInteger("revision")).isEqualTo(200);
    }

    /// The fetcher may produce between our look and our sending.
    @Test
    @Order(9)
    void aNewerRevisionThatComesJustBeforeStaysTheLastOne() throws Exception {
        bury(revision(300));
        var newer = revision(301);
        var plain = Letters.producer(kafka.bootstrap());

        try (var letters = new Letters(
                kafka.bootstrap(),
                overtaken(plain, newer),
                InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")))) {
            var letter = letters.all().stream()
                    .filter(one -> one.state() == State.OPEN)
                    .findFirst()
                    .orElseThrow();
            assertThat(letters.resend(letter)).isInstanceOf(Sending.Sent.class);
        }
        catchUp();

        assertThat(stored(newer.key()).getInteger("revision")).isEqualTo(301);
        var revisions = new ArrayList<Integer>();
        for (var record : Records.of(kafka.bootstrap(), newer.topic())) {
            if (new String(record.key(), StandardCharsets.UTF_8).equals(newer.key())) {
                revisions.add(EventCodec.json()
                        .readTree(record.value())
                        .get("revision")
                        .asInt());
            }
        }
        assertThat(revisions).endsWith(301, 300, 301);
    }

    /// A producer before whose first record another one comes in.
    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> overtaken(Producer<byte[], byte[]> plain, ProducerRecord<String, byte[]> by) {
        var first = new AtomicBoolean(true);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                    if (method.getName().equals("send") && first.getAndSet(false)) {
                        produce(by);
                    }
                    return method.invoke(plain, arguments);
                });
    }

    @Test
    @Order(10)
    void whatIsNoIdIsOneClearSentence() {
        assertThat(run("show", "seventeen")).isEqualTo(Main.TROUBLE);
        assertThat(err).startsWith("orrery: seventeen is no id").hasLineCount(1);
        assertThat(run("drop", "0-99999")).isEqualTo(Main.TROUBLE);
        assertThat(err).contains("There is no dead letter 0-99999");
        assertThat(run("resend")).isEqualTo(Main.TROUBLE);
        assertThat(err).contains("--all");
    }

    /// The same entry each time.
    private ProducerRecord<String, byte[]> revision(int number) throws Exception {
        var first = history.stream()
                .filter(record -> record.topic().equals(Topics.RAW_ENTRIES.name()))
                .findFirst()
                .orElseThrow();
        var json = (ObjectNode) EventCodec.json().readTree(first.value());
        json.put("revision", number);
        return new ProducerRecord<>(
                first.topic(), null, first.key(), EventCodec.json().writeValueAsBytes(json), first.headers());
    }

    /// A letter about a record that nobody will see: as if compaction had removed it from its topic since.
    private TopicPartition bury(ProducerRecord<String, byte[]> record) throws Exception {
        var other = Records.of(kafka.bootstrap(), record.topic()).stream()
                .filter(one -> new String(one.key(), StandardCharsets.UTF_8).equals(record.key()))
                .reduce((_, last) -> last)
                .orElseThrow();
        var consumed =
                new ConsumerRecord<>(other.topic(), other.partition(), other.offset(), other.key(), record.value());
        record.headers().forEach(header -> consumed.headers().add(header));
        var letter = DeadLetter.of(
                consumed, "orrery-enricher", new IllegalStateException("a bug that is mended"), Instant.now());
        try (var producer =
                new KafkaProducer<byte[], byte[]>(KafkaSettings.deadLetterProducer(kafka.bootstrap(), "test"))) {
            producer.send(letter).get();
        }
        return new TopicPartition(other.topic(), other.partition());
    }

    private void produce(ProducerRecord<String, byte[]> record) throws Exception {
        Records.produce(kafka.bootstrap(), List.of(record));
        catchUp();
    }

    private void catchUp() {
        await().atMost(PATIENCE).until(() -> enricher.lag().orElse(-1) == 0);
    }

    private Document stored(String entryId) {
        return Objects.requireNonNull(client.getDatabase("orrery")
                .getCollection(Projection.ENTRIES)
                .find(new Document("_id", entryId))
                .first());
    }

    private ConsumerRecord<byte[], byte[]> newest(String topic) {
        return Records.of(kafka.bootstrap(), topic).stream()
                .reduce((one, other) -> one.timestamp() > other.timestamp() ? one : other)
                .orElseThrow();
    }

    private JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).isZero();
        try {
            return EventCodec.json().readTree(out);
        } catch (IOException e) {
            throw new AssertionError(out, e);
        }
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--kafka", kafka.bootstrap()));
        var output = new StringWriter();
        var errors = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
        out = output.toString();
        err = errors.toString();
        return code;
    }
}
