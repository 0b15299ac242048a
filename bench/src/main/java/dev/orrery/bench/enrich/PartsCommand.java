package dev.orrery.bench.enrich;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.rounds.Conversation;
import dev.orrery.bench.rounds.Cpu;
import dev.orrery.bench.sanitize.Cleaner;
import dev.orrery.enricher.enrich.Enrichment;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.Placement;
import dev.orrery.events.RawEntry;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What an enricher cannot do without, each step in a loop of its own over the same posts: the least that it could cost
/// with the same libraries. CPU of this whole process is what counts, the clients' own threads included.
@Command(name = "enrich-parts", hidden = true)
public final class PartsCommand implements Callable<Integer> {
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};
    private static final int BULK = 500;

    /// The last one counts.
    private static final int PASSES = 4;

    private static final String SCRATCH = "bench-scratch";

    /// What any program would need for the JSON of a record.
    static final String TREE = "JSON tree";

    /// The sanitizer that everybody has.
    static final String CLEAN = "jsoup clean";

    /// The steps without which no enricher of any kind could do: the budget that its goal was set with.
    static final Set<String> BUDGET = Set.of("consume", TREE, CLEAN, "store entries", "produce entries");

    /// Measured for the budget alone; the enricher does not take these.
    static final Set<String> NOT_OURS = Set.of(TREE, CLEAN);

    @Parameters(index = "0", paramLabel = "KAFKA")
    String kafka = "";

    @Parameters(index = "1", paramLabel = "MONGODB")
    String mongodb = "";

    /// Read by the name of the first; they go through all steps before anything counts.
    @Parameters(index = "2", paramLabel = "RECORDS")
    int most;

    private final Map<String, Duration> costs = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        try (var admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(List.of(new NewTopic(SCRATCH, Topics.RAW_ENTRIES.partitions(), (short) 1)))
                    .all()
                    .get();
        }
        Conversation.hold("ready", line -> measured());
        return 0;
    }

    /// `step=microseconds` for each, with semicolons between.
    private String measured() {
        long records = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            costs.clear();
            records = pass("pass" + pass);
        }
        long count = records;
        return costs.entrySet().stream()
                .map(cost -> "%s=%.2f".formatted(cost.getKey(), cost.getValue().toNanos() / 1e3 / count))
                .collect(Collectors.joining(";"));
    }

    private long pass(String database) {
        var polled = step("consume", this::consume);
        var raws = step("read", () -> each(polled, PartsCommand::raw));
        var enrichment = new Enrichment(new Sanitizer());
        var entries = step("enrich", () -> each(raws, enrichment::enrich));
        var placements = each(entries, PartsCommand::placement);
        try (var mongo = MongoClients.create(mongodb)) {
            var store = mongo.getDatabase("parts_" + database);
            step("store entries", () -> insert(store.getCollection("entries"), entries, Entry::entryId));
            step("store placements", () -> insert(store.getCollection("placements"), placements, Placement::key));
            store.drop();
        }
        step("produce entries", () -> produce(entries, Entry::entryId));
        step("produce placements", () -> produce(placements, Placement::key));
        step(TREE, () -> each(polled, PartsCommand::tree));
        step(CLEAN, () -> each(raws, PartsCommand::cleaned));
        return raws.size();
    }

    private List<ConsumerRecord<byte[], byte @Nullable []>> consume() {
        var settings = KafkaSettings.consumer(kafka, SCRATCH);
        var read = new ArrayList<ConsumerRecord<byte[], byte @Nullable []>>(most);
        try (var consumer = new KafkaConsumer<byte[], byte @Nullable []>(settings)) {
            var partitions = consumer.partitionsFor(Topics.RAW_ENTRIES.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (read.size() < most) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return read;
    }

    private static RawEntry raw(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            return Objects.requireNonNull(EventCodec.value(Topics.RAW_ENTRIES, record));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(e);
        }
    }

    private static Placement placement(Entry entry) {
        return new Placement(
                "planet-0",
                entry.entryId(),
                entry.feedId(),
                entry.feedId(),
                Placement.Outcome.SHOWN,
                entry.rankAt(),
                null,
                List.of(new Placement.Reason("subscription", "show", "It is carried.")),
                entry.tags().stream()
                        .map(tag -> new Placement.PlacedTag(tag.tag(), tag.label(), "category", null))
                        .toList(),
                new Placement.From(entry.revision(), 1, null),
                new Placement.Announcement(
                        entry.title(), entry.link(), List.of("Author"), entry.publishedAt(), entry.summary()));
    }

    private static <T> int insert(MongoCollection<Document> collection, List<T> values, Function<T, String> id) {
        for (int from = 0; from < values.size(); from += BULK) {
            collection.bulkWrite(
                    each(
                            values.subList(from, Math.min(from + BULK, values.size())),
                            value -> new InsertOneModel<>(new Document("_id", id.apply(value))
                                    .append("value", EventCodec.json().convertValue(value, FIELDS)))),
                    new BulkWriteOptions().ordered(false));
        }
        return values.size();
    }

    private <T> int produce(List<T> values, Function<T, String> key) {
        try (var sender = new Sender(kafka, SCRATCH)) {
            values.forEach(
                    value -> sender.send(new ProducerRecord<>(SCRATCH, key.apply(value), EventCodec.encode(value))));
        }
        return values.size();
    }

    private static JsonNode tree(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            return EventCodec.json().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cleaned(RawEntry raw) {
        var source = raw.source();
        var content = source == null ? null : source.content();
        return content == null ? "" : Cleaner.JSOUP.cleaned(content.value());
    }

    private <T> T step(String name, Callable<T> work) {
        try {
            var before = Cpu.of(ProcessHandle.current().pid());
            var result = work.call();
            costs.put(name, Cpu.of(ProcessHandle.current().pid()).minus(before));
            return result;
        } catch (Exception e) {
            throw new IllegalStateException("the step “%s” failed".formatted(name), e);
        }
    }

    private static <T, R> List<R> each(List<T> values, Function<? super T, ? extends R> change) {
        var changed = new ArrayList<R>(values.size());
        for (var value : values) {
            changed.add(change.apply(value));
        }
        return changed;
    }
}
