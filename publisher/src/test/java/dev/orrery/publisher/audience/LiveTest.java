package dev.orrery.publisher.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an open page hears.
class LiveTest {
    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0, new Limits(1_000, 900, 800));
    private final List<OpenPage> open = new ArrayList<>();
    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Planet clocks = Given.planet("clocks", ann, bo);
    private final Entry gears = entry(ann, "Gears", "2026-03-01T07:30:00Z");

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.show(clocks, ann, gears, "brass");
    }

    @AfterEach
    void close() throws IOException {
        for (var page : open) {
            page.close();
        }
        site.close();
        store.close();
    }

    @Test
    void whoHasNothingIsToldAllAndThenWhatChanges() throws Exception {
        var page = open("/clocks/live");
        assertThat(page.next().entries("all")).containsExactly(gears.entryId());

        var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");
        show(bo, springs);
        assertThat(page.next().entries("new")).containsExactly(springs.entryId());

        show(ann, gears, "brass", "steel");
        assertThat(page.next().entries("edited")).containsExactly(gears.entryId());

        withdraw(springs);
        assertThat(page.next().entries("gone")).containsExactly(springs.entryId());
    }

    /// As browsers do; the other tests read HTTP/1.0, which has no chunks.
    @Test
    void overHttp11TheSameIsToldInChunks() throws Exception {
        var request = HttpRequest.newBuilder(site.uri("/clocks/live")).build();
        try (var lines =
                site.http().send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            var heard = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(heard.next()).contains("\"all\"", gears.entryId());

            var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");
            show(bo, springs);
            assertThat(heard.next()).contains("\"new\":[[\"" + springs.entryId());

            withdraw(springs);
            assertThat(heard.next()).contains("\"gone\":[\"" + springs.entryId());
        }
    }

    /// Nothing but the entry is read for it, until all is looked at a second later.
    @Test
    void whatOnePostChangesIsToldOnceWhateverIsReadForIt() throws Exception {
        var page = open("/clocks/live");
        page.next();
        var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");

        show(bo, springs);
        var told = page.next();
        assertThat(told.entries("new")).containsExactly(springs.entryId());
        for (int beat = 0; beat < 4; beat++) {
            page.comment();
        }

        assertThat(page.rest()).isEmpty();
        assertThat(version("/clocks/")).isEqualTo(told.id());
    }

    @Test
    void theHeadKeepsProxiesFromHoldingItBack() throws Exception {
        var page = open("/clocks/live");

        assertThat(page.head().getFirst()).contains("200");
        assertThat(page.head())
                .contains("content-type: text/event-stream", "cache-control: no-store", "X-Accel-Buffering: no")
                .anyMatch(header -> header.startsWith("Content-Security-Policy:"));
        assertThat(Integer.parseInt(page.retry())).isBetween(2_000, 6_000);
        assertThat(page.comment()).as("a beat").isEqualTo(":");
        assertThat(page.comment()).as("another one").isEqualTo(":");
    }

    /// Written into the page when it was made, so that what came since is not missed.
    @Test
    void aPageThatIsUpToDateIsToldNothing() throws Exception {
        var version = version("/clocks/");

        var page = open("/clocks/live?after=" + version);
        page.comment();
        assertThat(page.rest()).isEmpty();
        var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");
        show(bo, springs);

        assertThat(page.next().entries("new")).containsExactly(springs.entryId());
    }

    @Test
    void whatAPageMissedIsToldByAnyPublisher() throws Exception {
        var page = open("/clocks/live");
        var last = page.next().id();
        page.close();
        var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");
        show(bo, springs);

        try (var other = new RunningSite(store, 0);
                var again = new OpenPage(other.uri("/clocks/live"), "Last-Event-ID: " + last)) {
            var missed = again.next();
            assertThat(missed.entries("all")).containsExactly(springs.entryId(), gears.entryId());

            try (var third = new OpenPage(site.uri("/clocks/live"), "Last-Event-ID: " + missed.id())) {
                third.comment();
                assertThat(third.rest())
                        .as("the other publisher’s id is known here")
                        .isEmpty();
            }
        }
    }

    @Test
    void eachViewIsToldOfItsOwnPosts() throws Exception {
        var brass = open("/clocks/tag/brass/live");
        var nobody = open("/clocks/feed/nobody/live");
        var february = open("/clocks/2026/03/live");
        var one = open("/clocks/live/" + gears.entryId());
        for (var page : List.of(brass, february, one)) {
            assertThat(page.next().entries("all")).containsExactly(gears.entryId());
        }
        assertThat(nobody.head().getFirst()).contains("404");

        var springs = entry(ann, "Springs", "2026-03-02T07:30:00Z");
        show(ann, springs, "steel");
        assertThat(february.next().entries("new")).containsExactly(springs.entryId());
        show(ann, gears, "brass", "steel");

        assertThat(brass.next().entries("edited")).containsExactly(gears.entryId());
        assertThat(one.next().entries("edited")).containsExactly(gears.entryId());
    }

    /// `bench/run live` does the same with thousands and looks at the clock.
    @Test
    void hundredsOfPagesAreToldTheSameAndNothingIsRenderedForThem() throws Exception {
        for (int i = 0; i < 400; i++) {
            open("/clocks/live");
        }
        for (var page : open) {
            page.next();
        }
        int before = site.rendered();
        var springs = entry(bo, "Springs", "2026-03-02T07:30:00Z");
        show(bo, springs);

        for (var page : open) {
            assertThat(page.next().entries("new")).containsExactly(springs.entryId());
        }
        assertThat(site.rendered()).isEqualTo(before);
    }

    @Test
    void aPlanetThatIsDefinedAnewIsLookedAtAgain() throws Exception {
        var page = open("/clocks/live");
        page.next();
        store.put(Given.planet("clocks", bo));
        site.changes().definition("clocks");

        assertThat(page.next().entries("gone")).containsExactly(gears.entryId());
    }

    @Test
    void whereThereIsNothingThereIsNothingToListenTo() throws Exception {
        assertThat(site.get("/clocks/tag/none/live").statusCode()).isEqualTo(404);
        assertThat(site.get("/nope/live").statusCode()).isEqualTo(404);
        assertThat(site.send("HEAD", "/clocks/live").statusCode()).isEqualTo(200);
        assertThat(site.send("POST", "/clocks/live").statusCode()).isEqualTo(405);
        assertThat(site.listeners()).isZero();
    }

    @Test
    void whileTheStoreIsDownReadersAreAskedToComeAgain() throws Exception {
        site.get("/clocks/");
        store.shutDown();

        assertThat(site.get("/clocks/live").statusCode()).isEqualTo(503);
        assertThat(site.listeners()).isZero();
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        try (var page = open("/clocks/live")) {
            page.next();
            assertThat(site.listeners()).isEqualTo(1);
        }

        await().until(() -> site.listeners() == 0);
        assertThat(open("/clocks/live").next().entries("all")).containsExactly(gears.entryId());
    }

    @Test
    void whoComesWhenItIsFullIsAskedToComeLater() throws Exception {
        try (var small = new RunningSite(store, 0, new Limits(10, 1, 10));
                var first = new OpenPage(small.uri("/clocks/live"))) {
            first.next();

            var answer = small.get("/clocks/live");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("60");
            assertThat(small.get("/clocks/").statusCode())
                    .as("pages are served")
                    .isEqualTo(200);
        }
    }

    /// It reads nothing of what it is sent, and is sent very much.
    @Test
    void whoDoesNotReadIsCutOffAndNobodyElseNotices() throws Exception {
        for (int i = 0; i < 60; i++) {
            store.show(clocks, ann, entry(ann, "Post " + i, "2026-02-01T07:30:00Z"), "brass");
        }
        var reader = open("/clocks/live");
        reader.next();
        try (var asleep = new Socket()) {
            asleep.setReceiveBufferSize(4_096);
            asleep.connect(new InetSocketAddress("localhost", site.uri("/").getPort()));
            asleep.getOutputStream()
                    .write("GET /clocks/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> site.listeners() == 2);

            var round = new AtomicInteger();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        // Edits all of them.
                        store.database()
                                .getCollection(Projection.PLACEMENTS)
                                .updateMany(
                                        new Document(),
                                        Updates.combine(
                                                Updates.set("rev", Store.rev()),
                                                Updates.set("value.entry.title", "Round " + round.incrementAndGet())));
                        site.changes().planet("clocks");
                        return site.listeners() == 1;
                    });
        }

        reader.rest();
        var last = entry(bo, "Last", "2026-03-09T07:30:00Z");
        show(bo, last);
        await().until(() ->
                reader.rest().stream().anyMatch(heard -> heard.entries("new").contains(last.entryId())));
    }

    private OpenPage open(String path) throws IOException {
        var page = new OpenPage(site.uri(path));
        open.add(page);
        return page;
    }

    private String version(String path) throws Exception {
        var html = new String(site.get(path).body(), StandardCharsets.UTF_8);
        return html.replaceFirst("(?s).*data-version=\"([0-9a-f]+)\".*", "$1");
    }

    private void show(Subscription subscription, Entry entry, String... tags) {
        store.show(clocks, subscription, entry, tags);
        var placement = Given.placement(clocks, subscription, entry, tags);
        site.changes().placed("clocks", entry.entryId(), () -> placement);
    }

    private void withdraw(Entry entry) {
        store.remove(clocks, entry);
        site.changes().placed("clocks", entry.entryId(), () -> (Placement) null);
    }

    private static Entry entry(Subscription subscription, String title, String published) {
        return Given.entry(subscription, title, published).get();
    }
}
