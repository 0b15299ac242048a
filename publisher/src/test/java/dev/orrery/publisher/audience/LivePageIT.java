package dev.orrery.publisher.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.browser.Chromium;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A page that is open in Chromium while the planet changes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageIT {
    /// Headings and posts in their order, as a reader sees them.
    private static final String OUTLINE = """
            [...document.querySelectorAll('#river h2 time, #river h3 .name, #river h4')]
                .map(e => e.dateTime ?? e.textContent)""";

    @AutoClose
    private final Chromium chromium = new Chromium();

    private final Subscription ann = Given.subscription("Ann");
    private final Subscription bo = Given.subscription("Bo");
    private final Planet clocks = Given.planet("clocks", ann, bo);
    private final List<String> complaints = new ArrayList<>();
    private Store store;
    private RunningSite site;
    private Page page;

    @BeforeEach
    void open() {
        complaints.clear();
        store = new Store();
        site = new RunningSite(store, 0);
        store.put(clocks);
        store.show(clocks, ann, post(ann, "Gears", "2026-03-02T12:00:00Z"));
        store.show(clocks, ann, post(ann, "Wheels", "2026-03-02T10:00:00Z"));
        store.show(clocks, bo, post(bo, "Springs", "2026-03-01T10:00:00Z"));
        page = chromium.open(new Browser.NewPageOptions().setViewportSize(1200, 500));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        page.close();
        site.close();
        store.close();
    }

    @Test
    void newPostsAreCountedAndComeWhereTheyBelongOnAClick() {
        look();
        assertThat(outline()).containsExactly("2026-03-02", "Ann", "Gears", "Wheels", "2026-03-01", "Bo", "Springs");

        show(bo, "Between", "2026-03-02T11:00:00Z");
        awaitBar("1 new post");
        show(bo, "Newest", "2026-03-03T09:00:00Z");
        show(ann, "Oldest", "2026-02-28T09:00:00Z");
        awaitBar("3 new posts");
        assertThat(outline()).as("nothing comes before it is asked for").hasSize(7);
        bar().click();

        awaitOutline(
                "2026-03-03",
                "Bo",
                "Newest",
                "2026-03-02",
                "Ann",
                "Gears",
                "Bo",
                "Between",
                "Ann",
                "Wheels",
                "2026-03-01",
                "Bo",
                "Springs",
                "2026-02-28",
                "Ann",
                "Oldest");
        assertThat(bar().count()).isZero();
        assertThat(page.locator("article.fresh").count()).isEqualTo(3);
        assertThat(page.evaluate("document.activeElement.querySelector('h4').textContent"))
                .isEqualTo("Newest");
        assertThat(outline()).as("as it would be when loaded anew").isEqualTo(reloaded());
        assertThat(complaints).isEmpty();
    }

    @Test
    void theFirstPostsOfAnEmptyPlanetTakeThePlaceOfItsApology() {
        var fresh = Given.planet("fresh", ann);
        store.put(fresh);
        page.navigate(site.uri("/fresh/").toString());
        await().pollInSameThread().until(() -> site.listeners() == 1);

        var entry = post(ann, "Hello", "2026-03-02T12:00:00Z");
        store.show(fresh, ann, entry);
        site.pass(Duration.ofSeconds(2));
        site.changes().planet("fresh");
        awaitBar("1 new post");
        bar().click();

        awaitOutline("2026-03-02", "Ann", "Hello");
        assertThat(page.locator(".nothing").count()).isZero();
    }

    @Test
    void whatIsBeingReadStaysWhereItIs() {
        store.show(
                clocks,
                bo,
                Given.entry(bo, "Long", "2026-02-01T10:00:00Z")
                        .html("<p>Line.</p>".repeat(60))
                        .get());
        look();
        var springs = page.locator("article", new Page.LocatorOptions().setHasText("Springs"));
        springs.evaluate("e => scrollBy({top: e.getBoundingClientRect().top - 50, behavior: 'instant'})");
        double before = top(springs);
        assertThat(before).isBetween(-5.0, 60.0);

        show(ann, "Above", "2026-03-03T09:00:00Z");
        awaitBar("1 new post");
        assertThat(top(springs)).as("the bar takes no room").isEqualTo(before);
        // Not the mouse: Playwright scrolls a little before it clicks on what sticks.
        bar().dispatchEvent("click");

        awaitOutline(
                "2026-03-03",
                "Ann",
                "Above",
                "2026-03-02",
                "Ann",
                "Gears",
                "Wheels",
                "2026-03-01",
                "Bo",
                "Springs",
                "2026-02-01",
                "Bo",
                "Long");
        assertThat(top(springs)).isCloseTo(before, offset(1.0));
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(top(springs)).as("after it was painted").isCloseTo(before, offset(1.0));
    }

    @Test
    void anEditedPostIsReplacedWhereItStandsAndNothingElseIsTouched() {
        look();
        page.evaluate("document.querySelectorAll('article').forEach(e => e.seen = true)");
        var edited = Given.entry(ann, "Gears", "2026-03-02T12:00:00Z")
                .html("<p>Written anew.</p>")
                .edited()
                .get();

        show(ann, edited, "new-tag");

        await().pollInSameThread()
                .until(() -> page.locator("#river").textContent().contains("Written anew."));
        assertThat(outline()).containsExactly("2026-03-02", "Ann", "Gears", "Wheels", "2026-03-01", "Bo", "Springs");
        assertThat(page.evaluate("[...document.querySelectorAll('article')].map(e => !!e.seen)"))
                .isEqualTo(List.of(false, true, true));
        assertThat(bar().count()).isZero();
    }

    @Test
    void aWithdrawnPostSaysSoBeforeTheReadersEyesAndIsGoneElsewhere() {
        var long_ = "<p>Line.</p>".repeat(60);
        store.show(
                clocks,
                ann,
                Given.entry(ann, "Long", "2026-03-01T22:00:00Z").html(long_).get());
        look();

        withdraw(post(bo, "Springs", "2026-03-01T10:00:00Z"));
        awaitOutline("2026-03-02", "Ann", "Gears", "Wheels", "2026-03-01", "Ann", "Long");
        withdraw(post(ann, "Gears", "2026-03-02T12:00:00Z"));

        await().pollInSameThread().until(() -> page.locator("article.gone").count() == 1);
        assertThat(page.locator("article.gone").textContent()).contains("Gears", "This post is no longer here.");
    }

    @Test
    void aPostThatComesAndGoesIsNoNews() {
        look();
        var entry = show(ann, "Mistake", "2026-03-03T09:00:00Z");
        awaitBar("1 new post");

        withdraw(entry);

        await().pollInSameThread().until(() -> bar().count() == 0);
    }

    /// The page was made before, and kept by somebody on the way.
    @Test
    void whatCameBetweenMakingThePageAndListeningIsNotMissed() {
        page.route(site.uri("/clocks/").toString(), route -> {
            var made = route.fetch();
            show(bo, "Meanwhile", "2026-03-03T09:00:00Z");
            route.fulfill(new Route.FulfillOptions().setResponse(made));
        });
        look();

        awaitBar("1 new post");
    }

    @Test
    void whatCameWhileTheServerWasAwayIsNotMissed() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        site.close();
        site = new RunningSite(store, port);
        look();

        site.close();
        store.show(clocks, bo, post(bo, "Meanwhile", "2026-03-03T09:00:00Z"));
        store.remove(clocks, post(bo, "Springs", "2026-03-01T10:00:00Z"));
        site = new RunningSite(store, port);

        await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> bar().count() == 1);
        assertThat(bar().textContent()).isEqualTo("1 new post");
        await().pollInSameThread()
                .until(() -> !outline().contains("Springs")
                        || page.locator("article.gone").count() == 1);
        bar().click();
        await().pollInSameThread().until(() -> outline().contains("Meanwhile"));
    }

    /// Browsers keep six connections to a host at most: more open pages than that would shut each other out.
    @Test
    void aPageThatNobodySeesDoesNotListenAndCatchesUp() {
        look();
        page.evaluate("""
                Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true});
                window.away = true;
                document.dispatchEvent(new Event('visibilitychange'))""");
        await().pollInSameThread().until(() -> site.listeners() == 0);
        show(bo, "Meanwhile", "2026-03-03T09:00:00Z");

        page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))");

        awaitBar("1 new post");
    }

    @Test
    void thePageIsCompleteWithoutAnyScript() {
        try (var plain = chromium.open(new Browser.NewPageOptions().setJavaScriptEnabled(false))) {
            plain.navigate(site.uri("/clocks/").toString());

            assertThat(plain.locator("article").count()).isEqualTo(3);
            assertThat(plain.locator(".news").count()).isZero();
        }
        assertThat(site.listeners()).isZero();
    }

    private void look() {
        page.navigate(site.uri("/clocks/").toString());
        await().pollInSameThread().until(() -> site.listeners() == 1);
    }

    private Locator bar() {
        return page.locator(".news button");
    }

    private void awaitBar(String text) {
        await().pollInSameThread()
                .until(() -> bar().count() == 1 && bar().textContent().equals(text));
    }

    private void awaitOutline(String... lines) {
        await().pollInSameThread().untilAsserted(() -> assertThat(outline()).containsExactly(lines));
    }

    @SuppressWarnings("unchecked")
    private List<String> outline() {
        return (List<String>) page.evaluate(OUTLINE);
    }

    private List<String> reloaded() {
        page.reload();
        return outline();
    }

    private static double top(Locator locator) {
        return ((Number) locator.evaluate("e => e.getBoundingClientRect().top")).doubleValue();
    }

    private Entry show(Subscription subscription, String title, String published) {
        var entry = post(subscription, title, published);
        show(subscription, entry);
        return entry;
    }

    private void show(Subscription subscription, Entry entry, String... tags) {
        store.show(clocks, subscription, entry, tags);
        site.pass(Duration.ofSeconds(2));
        var placement = Given.placement(clocks, subscription, entry, tags);
        site.changes().placed("clocks", entry.entryId(), () -> placement);
    }

    private void withdraw(Entry entry) {
        store.remove(clocks, entry);
        site.pass(Duration.ofSeconds(2));
        site.changes().placed("clocks", entry.entryId(), () -> (Placement) null);
    }

    private static Entry post(Subscription subscription, String title, String published) {
        return Given.entry(subscription, title, published).get();
    }
}
