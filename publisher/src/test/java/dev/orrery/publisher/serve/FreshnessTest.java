package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is kept is as fresh as it must be, is made no oftener than it must be, and outlives the store.
class FreshnessTest {
    private static final Duration LATER = Duration.ofSeconds(2);

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.put(Given.feed(ann, State.OK, null));
        show("Gears", "2026-03-01T07:30:00Z");
    }

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @Test
    void aBurstOfReadersAfterAChangeRendersOnce() throws Exception {
        assertThat(site.get("/clocks/").statusCode()).isEqualTo(200);
        site.pass(LATER);
        show("Springs", "2026-03-02T07:30:00Z");
        site.changes().planet("clocks");
        int before = site.rendered();

        var answers = IntStream.range(0, 1_000)
                .mapToObj(_ -> site.http()
                        .sendAsync(HttpRequest.newBuilder(site.uri("/clocks/")).build(), BodyHandlers.ofString()))
                .toList();
        var bodies = new HashSet<String>();
        for (var answer : answers) {
            bodies.add(answer.get().body());
        }

        assertThat(site.rendered() - before).isEqualTo(1);
        assertThat(bodies).singleElement().asString().contains("Springs");
    }

    /// The fetcher tells of a planet before the enricher has stored it.
    @Test
    void aPlanetThatWasHeardOfBeforeItWasStoredIsFoundOnceItHasPosts() throws Exception {
        site.changes().definition("stars");
        assertThat(site.get("/stars/").statusCode()).isEqualTo(404);

        store.put(Given.planet("stars", ann));
        site.pass(LATER);
        assertThat(site.get("/stars/").statusCode()).as("nobody has told yet").isEqualTo(404);
        site.changes().planet("stars");

        assertThat(site.get("/stars/").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormatIsRenderedOnlyWhenItIsAskedFor() throws Exception {
        site.get("/clocks/");
        site.get("/clocks/");
        assertThat(site.rendered()).isEqualTo(1);

        site.get("/clocks/atom.xml");
        assertThat(site.rendered()).isEqualTo(2);
    }

    @Test
    void aChangeElsewhereRendersNothingHere() throws Exception {
        site.get("/clocks/");
        site.pass(LATER);
        site.changes().planet("stars");
        site.changes().feed("f-elsewhere");
        site.get("/clocks/");

        assertThat(site.rendered()).isEqualTo(1);
    }

    @Test
    void whatLooksTheSameHasTheSameTagAndDate() throws Exception {
        var before = site.get("/clocks/");
        site.pass(LATER);
        site.changes().everything();
        var after = site.get("/clocks/");

        assertThat(site.rendered()).isEqualTo(2);
        assertThat(header(after, "etag")).isEqualTo(header(before, "etag"));
        assertThat(header(after, "last-modified")).isEqualTo(header(before, "last-modified"));
    }

    @Test
    void aFeedThatFailsIsMarkedAndItsChangeHasADate() throws Exception {
        var before = site.get("/clocks/");
        site.pass(LATER);
        store.put(Given.feed(ann, State.FAILING, 404));
        site.changes().feed(ann.feedId());
        var after = site.get("/clocks/");

        assertThat(text(after)).contains("404 since 1 Mar 2026");
        assertThat(header(after, "last-modified")).isNotEqualTo(header(before, "last-modified"));
    }

    @Test
    void aWithdrawnPostIsSeenByThoseWhoGoByDates() throws Exception {
        var taken = show("Taken back", "2026-02-01T07:30:00Z");
        var before = header(site.get("/clocks/"), "last-modified");
        site.pass(LATER);
        store.remove(clocks, taken);
        site.changes().planet("clocks");
        var after = site.get("/clocks/", "If-Modified-Since", before);

        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(text(after)).doesNotContain("Taken back");
    }

    @Test
    void aNewPlanetIsThereAndADeletedOneIsGone() throws Exception {
        assertThat(site.get("/stars/").statusCode()).isEqualTo(404);
        site.pass(LATER);
        store.put(Given.planet("stars"));
        site.changes().definition("stars");
        assertThat(site.get("/stars/").statusCode()).isEqualTo(200);

        site.pass(LATER);
        store.database().getCollection("planets").deleteOne(new Document("_id", "stars"));
        site.changes().definition("stars");
        assertThat(site.get("/stars/").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsKeptIsServedWhileTheStoreIsDown() throws Exception {
        var before = site.get("/clocks/");
        store.shutDown();
        site.pass(LATER);
        site.changes().everything();

        var meanwhile = site.get("/clocks/");
        var neverAsked = site.get("/clocks/opml.xml");

        assertThat(meanwhile.statusCode()).isEqualTo(200);
        assertThat(meanwhile.body()).isEqualTo(before.body());
        assertThat(neverAsked.statusCode()).isEqualTo(503);
        assertThat(header(neverAsked, "retry-after")).isEqualTo("5");
        assertThat(text(neverAsked)).contains("Nothing is lost");
    }

    @Test
    void pagesAreRefreshedByTimeWhileNoChangesAreHeard() throws Exception {
        site.get("/clocks/");
        site.stopHearingChanges();
        show("Springs", "2026-03-02T07:30:00Z");
        site.pass(Duration.ofSeconds(29));
        assertThat(text(site.get("/clocks/"))).doesNotContain("Springs");

        site.pass(Duration.ofSeconds(1));
        assertThat(text(site.get("/clocks/"))).contains("Springs");
    }

    private Entry show(String title, String published) {
        var entry = Given.entry(ann, title, published).get();
        store.show(clocks, ann, entry);
        return entry;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return Optional.of(answer)
                .flatMap(one -> one.headers().firstValue(name))
                .orElse("");
    }
}
