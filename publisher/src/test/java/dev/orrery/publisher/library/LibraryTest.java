package dev.orrery.publisher.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Store;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private final Store store = new Store();
    private final Library library = new Library(store.database(), "https://planets.example");
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Planet planet = Given.planet("clocks", ann, bo);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEditionIsWhatThePlanetShowsNewestFirst() {
        store.put(planet);
        store.put(Given.feed(ann, State.FAILING, 404));
        show(planet, ann, "two", "2026-03-02T12:00:00Z");
        show(planet, bo, "three", "2026-03-03T12:00:00Z");
        show(planet, ann, "one", "2026-03-01T12:00:00Z");
        show(Given.planet("other", ann), ann, "elsewhere", "2026-03-04T12:00:00Z");

        var edition = edition("clocks");

        assertThat(titles(edition)).containsExactly("three", "two", "one");
        assertThat(edition.tallies().get(ann.id())).isEqualTo(new Tally(2, Instant.parse("2026-03-02T12:00:00Z")));
        assertThat(edition.feeds()).containsOnlyKeys(ann.feedId());
        assertThat(edition.feeds().get(ann.feedId()).status()).isEqualTo(404);
        assertThat(edition.home()).isEqualTo("https://planets.example/clocks/");
    }

    @Test
    void aPlanetShowsSoManyPostsAndNotMore() {
        var three = sized(3, 0);
        store.put(three);
        for (int day = 10; day < 20; day++) {
            show(three, ann, "post " + day, "2026-03-" + day + "T12:00:00Z");
        }

        assertThat(titles(edition("clocks"))).containsExactly("post 19", "post 18", "post 17");
    }

    @Test
    void daysAreCountedBackFromTheNewestPost() {
        var days = sized(60, 3);
        store.put(days);
        for (int day = 10; day < 20; day++) {
            show(days, ann, "post " + day, "2020-03-" + day + "T12:00:00Z");
        }

        assertThat(titles(edition("clocks"))).containsExactly("post 19", "post 18", "post 17", "post 16");
    }

    @Test
    void whatIsOnItsWayOutIsNotShown() {
        store.put(planet);
        show(planet, ann, "stays", "2026-03-02T12:00:00Z");
        var withdrawn = show(planet, ann, "withdrawn", "2026-03-03T12:00:00Z");
        store.database()
                .getCollection(Projection.ENTRIES)
                .replaceOne(
                        new Document("_id", withdrawn.entryId()),
                        new Document("rev", Store.rev()).append("withdrawn", true));
        show(planet, Given.subscription("Gone"), "unsubscribed", "2026-03-04T12:00:00Z");

        assertThat(titles(edition("clocks"))).containsExactly("stays");
    }

    @Test
    void aDeletedPlanetIsNoPlanet() {
        store.database()
                .getCollection(Projection.PLANETS)
                .insertOne(
                        new Document("_id", "gone").append("rev", Store.rev()).append("deleted", true));

        assertThat(library.edition("gone", _ -> {})).isEmpty();
        assertThat(library.directory().all()).isEmpty();
    }

    @Test
    void theDirectoryListsAllPlanets() {
        store.put(planet);
        store.put(Given.planet("stars"));
        show(planet, ann, "one", "2026-03-01T12:00:00Z");

        var directory = library.directory();

        assertThat(directory.all()).extracting(Directory.Listing::slug).containsExactly("clocks", "stars");
        assertThat(directory.host("STARS.example")).isEqualTo(directory.planet("stars"));
        assertThat(library.tallies()).containsOnlyKeys("clocks");
    }

    @Test
    void theReaderLearnsWhichFeedsAPlanetCarries() {
        store.put(planet);
        Set<String> carried = new HashSet<>();

        library.edition("clocks", carried::addAll);

        assertThat(carried).containsExactlyInAnyOrder(ann.feedId(), bo.feedId());
    }

    @Test
    void anEditionDatesFromItsNewestChange() {
        var edition = Given.edition(
                planet,
                Given.entry(ann, "new", "2026-03-02T12:00:00Z")
                        .updated("2030-01-01T00:00:00Z")
                        .get(),
                Given.entry(ann, "old", "2026-03-01T12:00:00Z")
                        .updated("2026-03-03T09:00:00Z")
                        .edited()
                        .get());

        assertThat(edition.updated()).contains(Instant.parse("2026-03-03T09:00:00Z"));
    }

    @Test
    void theLiveGenerationIsRead() {
        store.put(planet);
        show(planet, ann, "old", "2026-03-01T12:00:00Z");
        store.rebuild(2);
        store.put(planet);
        show(planet, ann, "new", "2026-03-01T12:00:00Z");
        assertThat(titles(edition("clocks"))).containsExactly("old");

        store.live(2);

        assertThat(titles(edition("clocks"))).containsExactly("new");
        assertThat(library.generation()).isEqualTo(2);
    }

    /// Dropped while an edition is put together, a generation would leave an empty page.
    @Test
    void anEditionIsNeverOfAGenerationThatIsHalfGone() {
        store.put(planet);
        show(planet, ann, "old", "2026-03-01T12:00:00Z");
        store.rebuild(2);
        store.put(planet);
        show(planet, ann, "new", "2026-03-01T12:00:00Z");

        var edition = library.edition("clocks", _ -> {
                    store.live(2);
                    store.database().getCollection(Projection.PLACEMENTS).drop();
                })
                .orElseThrow();

        assertThat(titles(edition)).containsExactly("new");
    }

    /// Its `rev` says so; a page of sixty posts of which one is new would else be read sixty times.
    @Test
    void aPostIsReadAnewOnlyOnceItIsAnother() {
        store.put(planet);
        var post = show(planet, ann, "first", "2026-03-01T12:00:00Z");
        show(planet, ann, "second", "2026-03-02T12:00:00Z");
        assertThat(titles(edition("clocks"))).containsExactly("second", "first");

        var entries = store.database().getCollection(Projection.ENTRIES);
        var changed = Updates.set("value.title", "changed");
        entries.updateOne(new Document("_id", post.entryId()), changed);
        assertThat(titles(edition("clocks"))).containsExactly("second", "first");

        entries.updateOne(new Document("_id", post.entryId()), Updates.set("rev", Store.rev()));
        assertThat(titles(edition("clocks"))).containsExactly("second", "changed");
    }

    private Planet sized(int items, int days) {
        return Given.plain("clocks", "Clocks", items, days, ann);
    }

    private Entry show(Planet on, Subscription subscription, String title, String published) {
        var entry = Given.entry(subscription, title, published).get();
        store.show(on, subscription, entry);
        return entry;
    }

    private Edition edition(String slug) {
        return library.edition(slug, _ -> {}).orElseThrow();
    }

    private static List<String> titles(Edition edition) {
        return edition.posts().stream().map(post -> post.entry().title()).toList();
    }
}
