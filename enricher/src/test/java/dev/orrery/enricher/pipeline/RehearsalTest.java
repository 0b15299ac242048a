package dev.orrery.enricher.pipeline;

import static dev.orrery.enricher.RawEntries.entry;
import static dev.orrery.enricher.pipeline.Records.feed;
import static dev.orrery.enricher.pipeline.Records.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.pipeline.Rehearsal.Change;
import dev.orrery.enricher.pipeline.Rehearsal.Outlook;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.Rules;
import dev.orrery.events.Rules.Condition;
import dev.orrery.events.Rules.Filter;
import dev.orrery.events.Rules.TagRule;
import dev.orrery.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a change of a planet's file would do is what it does.
class RehearsalTest {
    private static final TestMongo MONGO = new TestMongo();

    private final MongoDatabase database = MONGO.database();
    private final RecordingEmitter emitter = new RecordingEmitter();
    private final Pipeline pipeline = PipelineTest.pipeline(database, emitter);
    private final List<Change> changes = new ArrayList<>();

    @AfterAll
    static void stop() {
        MONGO.close();
    }

    @BeforeEach
    void aPlanetOfTwoFeeds() throws InterruptedException {
        var hidden = post("b", "hidden").build();
        pipeline.handle(List.of(
                Records.planet("p", 1, "a", "b", "-c"),
                raw(post("a", "clocks").title("text", "On clocks").html("<p>Tick.</p>")),
                raw(post("a", "trains").title("text", "On trains").html("<p>Sponsored by <b>Acme</b>.</p>")),
                raw(post("b", "gears").title("text", "On gears").html("<p>Round.</p>")),
                raw(hidden),
                raw(post("c", "moons").title("text", "On moons")),
                raw(post("d", "stars").title("text", "On stars")),
                Records.verdict("p", hidden.entryId(), Verdict.Kind.HIDE, 1)));
    }

    @Test
    void theSamePlanetChangesNothing() {
        assertThat(rehearse(Records.planetOf("p", 0, "a", "b", "-c"))).isEqualTo(new Outlook(5, 0, List.of()));
        assertThat(changes).isEmpty();
    }

    @Test
    void everyChangeIsToldWithItsReason() throws Exception {
        var changed = Records.planetOf("p", 0, "a", "c", "d", "new")
                .withRules(new Rules(
                        List.of(),
                        List.of(new Filter(null, text("sponsored by Acme"))),
                        List.of(new TagRule("Time", text("tick"))),
                        List.of(),
                        null,
                        null,
                        null));
        var before = TestMongo.content(database);

        var outlook = rehearse(changed);

        assertThat(outlook).isEqualTo(new Outlook(6, 6, List.of("https://new.example/feed")));
        assertThat(TestMongo.content(database)).isEqualTo(before);
        assertThat(said())
                .isEqualTo(Map.of(
                        "On clocks", "SHOWN > SHOWN [time]",
                        "On trains", "SHOWN > HIDDEN []",
                        "On gears", "SHOWN > none",
                        "A post", "HIDDEN > none",
                        "On moons", "HIDDEN > SHOWN []",
                        "On stars", "none > SHOWN []"));
        assertComesTrue(changed);
    }

    @Test
    void aPlanetThatIsNewIsRehearsedToo() {
        var outlook = rehearse(Records.planetOf("q", 0, "a"));

        assertThat(outlook).isEqualTo(new Outlook(2, 2, List.of()));
        assertThat(said()).containsEntry("On clocks", "none > SHOWN []");
    }

    /// Saves the file, so to say.
    private void assertComesTrue(Planet changed) throws Exception {
        var live = changed.withRevision(2);
        pipeline.handle(List.of(Records.planet(live)));
        var stored = new TreeMap<String, Outcome>();
        for (var change : changes) {
            var id = change.either().key();
            var placement = Stores.in(database).placements().read(List.of(id)).get(id);
            var after = change.after();
            assertThat(outcome(placement)).isEqualTo(outcome(after));
            if (placement != null && after != null) {
                assertThat(placement.tags()).isEqualTo(after.tags());
                assertThat(placement.reasons()).isEqualTo(after.reasons());
                stored.put(id, placement.outcome());
            }
        }
        assertThat(stored).hasSize(4);
        changes.clear();
        assertThat(rehearse(changed).changes()).isZero();
    }

    private static RawEntries post(String feed, String key) {
        var link = "https://%s.example/%s".formatted(feed, key);
        return entry().of(feed(feed), key).links(new Link(link, "alternate", null, null));
    }

    private Outlook rehearse(Planet planet) {
        return new Rehearsal(Stores.in(database), new Placer()).of(planet, changes::add);
    }

    private Map<String, String> said() {
        var said = new TreeMap<String, String>();
        for (var change : changes) {
            var after = change.after();
            said.put(
                    String.valueOf(change.either().entry().title()),
                    outcome(change.before()) + " > " + outcome(after)
                            + (after == null
                                    ? ""
                                    : " "
                                            + after.tags().stream()
                                                    .map(Placement.PlacedTag::tag)
                                                    .toList()));
        }
        return said;
    }

    private static String outcome(@Nullable Placement placement) {
        return placement == null ? "none" : placement.outcome().name();
    }

    private static Condition text(String text) {
        return new Condition(null, null, text, null, null, null, null, null, List.of(), List.of(), null);
    }
}
