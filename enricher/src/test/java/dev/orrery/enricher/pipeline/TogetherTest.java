package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.RawEntries;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Placement.SameBy;
import dev.orrery.events.Projection;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.Rules;
import dev.orrery.events.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What entries of one planet mean for each other.
class TogetherTest {
    private static final TestMongo MONGO = new TestMongo();
    private static final String LINK = "https://home.example/2026/post";

    private final MongoDatabase database = MONGO.database();
    private final RecordingEmitter emitter = new RecordingEmitter();
    private final Pipeline pipeline = PipelineTest.pipeline(database, emitter);
    private final RawEntries original =
            entry().from(Records.feedUrl("home"), "post").links(link(LINK));
    private final RawEntries copy = entry().from(Records.feedUrl("copy"), "copied")
            .links(link("http://www.home.example/2026/post/?utm_source=x"));

    @AfterAll
    static void stop() {
        MONGO.close();
    }

    private static Link link(String href) {
        return new Link(href, "alternate", null, null);
    }

    private static Rules rules(
            Rules.@Nullable Burst burst, @Nullable Integer firstImport, @Nullable Boolean duplicates) {
        return new Rules(List.of(), List.of(), List.of(), List.of(), burst, firstImport, duplicates);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final void handle(ConsumerRecord<byte @Nullable [], byte @Nullable []>... records)
            throws InterruptedException {
        for (ConsumerRecord<byte @Nullable [], byte @Nullable []> record : Arrays.asList(records)) {
            pipeline.handle(List.<ConsumerRecord<byte @Nullable [], byte @Nullable []>>of(record));
        }
    }

    private Placement placed(String planet, RawEntries entry) {
        var stored = stored(Projection.PLACEMENTS, planet + "/" + entry.build().entryId());
        return EventCodec.json().convertValue(stored.get("value", Document.class), Placement.class);
    }

    private Document stored(String collection, String id) {
        return Objects.requireNonNull(
                database.getCollection(collection).find(new Document("_id", id)).first(), id);
    }

    private void assertShown(RawEntries entry) {
        assertThat(placed("p", entry).outcome()).isEqualTo(Outcome.SHOWN);
    }

    private void assertCopy() {
        var placement = placed("p", copy);
        assertThat(placement.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(placement.duplicateOf()).isEqualTo(original.build().entryId());
        assertThat(placement.reasons())
                .contains(new Reason(
                        "duplicate",
                        "duplicate",
                        "the same post is shown from “Blog home”, “A post”: it has the same link",
                        Facts.sameBy(SameBy.LINK)));
    }

    @Test
    void theOriginalIsShownWhicheverComesFirst() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(original), Records.raw(copy));
        assertShown(original);
        assertCopy();
    }

    @Test
    void theOriginalIsShownThoughTheCopyWasThereBefore() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy));
        assertShown(copy);

        handle(Records.raw(original));
        assertShown(original);
        assertCopy();
    }

    @Test
    void likesThatAnEarlierLayoutNamedHideNothing() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(original));
        var groups = database.getCollection(Projection.GROUPS);
        var keys = stored(Projection.ENTRIES, original.build().entryId()).getList("keys", String.class);
        assertThat(keys).isNotEmpty();
        keys.forEach(key -> groups.insertOne(
                new Document("_id", key).append("rev", "of old").append("members", List.of("another"))));

        handle(Records.raw(copy));

        assertCopy();
        assertThat(groups.find(new Document("rev", "of old"))).isEmpty();
    }

    @Test
    void whereTheOriginalIsWithdrawnTheCopyIsShown() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy), Records.raw(original));
        handle(Records.raw(original.revision(2).withdrawn()));
        assertShown(copy);
    }

    @Test
    void whereTheOriginalIsHiddenOrNotCarriedTheCopyIsShown() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy), Records.raw(original));
        handle(Records.verdict("p", original.build().entryId(), Verdict.Kind.HIDE, 1));
        assertShown(copy);
        handle(Records.undone("p", original.build().entryId(), 2));
        assertCopy();
        handle(Records.planet("p", 2, "-home", "copy"));
        assertShown(copy);
    }

    @Test
    void anOwnerMayShowACopyOrAllCopies() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy), Records.raw(original));
        handle(Records.verdict("p", copy.build().entryId(), Verdict.Kind.SHOW, 1));
        assertShown(copy);
        assertShown(original);
        handle(Records.undone("p", copy.build().entryId(), 2));
        assertCopy();
        handle(Records.planet(Records.planetOf("p", 2, "home", "copy").withRules(rules(null, null, false))));
        assertShown(copy);
    }

    @Test
    void anEditThatPartsTwoPostsShowsBoth() throws Exception {
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy), Records.raw(original));
        handle(Records.raw(original.revision(2).links(link("https://home.example/2026/renamed"))));
        assertShown(copy);
        assertShown(original);
    }

    @Test
    void postsOfOneFeedAreNoCopiesOfEachOther() throws Exception {
        var other = entry().from(Records.feedUrl("home"), "another").links(link(LINK));
        handle(Records.planet("p", 1, "home", "copy"), Records.raw(copy), Records.raw(original), Records.raw(other));
        assertShown(original);
        assertShown(other);
    }

    @Test
    void aLinkThatVeryManyHaveSaysNothing() throws Exception {
        handle(Records.planet(Records.planetOf("p", 1, "home", "copy")
                .withRules(rules(new Rules.Burst(1_000, Duration.ofDays(1)), null, null))));
        handle(Records.raw(copy), Records.raw(original));
        assertCopy();
        var many = IntStream.range(0, 64)
                .mapToObj(i -> Records.raw(
                        entry().from(Records.feedUrl("home"), "n" + i).links(link(LINK))))
                .toList();
        pipeline.handle(List.copyOf(many));
        assertShown(copy);
        assertShown(original);
    }

    @Test
    void theNewestOfAFloodAreShownAndTheOthersCollapsed() throws Exception {
        var flood = IntStream.range(0, 30)
                .mapToObj(i ->
                        entry().from(Records.feedUrl("home"), "n" + i).links().rankAt(RawEntries.SEEN.minusSeconds(i)))
                .toList();
        handle(Records.planet("p", 1, "home"));
        for (var each : flood.reversed()) {
            handle(Records.raw(each));
        }
        for (int i = 0; i < 30; i++) {
            assertThat(placed("p", flood.get(i)).outcome()).isEqualTo(i < 20 ? Outcome.SHOWN : Outcome.COLLAPSED);
        }
        assertThat(placed("p", flood.get(29)).reasons())
                .contains(new Reason(
                        "burst",
                        "collapse",
                        "its feed has more than 20 posts in 1 day",
                        Facts.most(20, Duration.ofDays(1))));

        handle(Records.raw(flood.getFirst().revision(2).withdrawn()));
        assertShown(flood.get(20));
    }

    @Test
    void ofTheFirstPollOnlyTheNewestAreShown() throws Exception {
        var first = IntStream.range(0, 5)
                .mapToObj(i -> entry().from(Records.feedUrl("home"), "n" + i)
                        .links()
                        .firstSeenAt(RawEntries.SEEN)
                        .rankAt(RawEntries.SEEN.minus(Duration.ofDays(i))))
                .toList();
        var later = entry().from(Records.feedUrl("home"), "later")
                .links()
                .firstSeenAt(RawEntries.SEEN.plusSeconds(3600))
                .rankAt(RawEntries.SEEN.minus(Duration.ofDays(9)));
        handle(Records.planet(Records.planetOf("p", 1, "home").withRules(rules(null, 2, null))));
        handle(Records.raw(later));
        for (var each : first) {
            handle(Records.raw(each));
        }
        assertShown(later);
        for (int i = 0; i < 5; i++) {
            assertThat(placed("p", first.get(i)).outcome()).isEqualTo(i < 2 ? Outcome.SHOWN : Outcome.COLLAPSED);
        }
    }
}
