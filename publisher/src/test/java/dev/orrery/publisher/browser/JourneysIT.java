package dev.orrery.publisher.browser;

import static com.microsoft.playwright.options.WaitUntilState.DOMCONTENTLOADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.orrery.events.Planet;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.Look;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Seed;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.search.Indexed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers do on a planet, in Chromium. Each leaves pictures of what it saw in `publisher/target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneysIT {
    private static final int DESK = 1440;
    private static final int PHONE = 390;

    private static final int POSTS = 150;

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);

    @TempDir
    private Path folder;

    private Planet years;
    private Indexed indexed;

    @AutoClose
    private final Chromium chromium = new Chromium();

    @BeforeAll
    void open() throws Exception {
        Look.fill(store);
        Look.arabic(store);
        Look.ailing(store, "ailing", "Europe/Berlin", "en");
        years = Look.years(store, POSTS);
        if (Seed.isThere()) {
            Seed.read().fill(store);
        }
        indexed = new Indexed(folder, site.index());
        indexed.fill(store);
    }

    @AfterAll
    void close() {
        site.close();
        indexed.close();
        store.close();
    }

    /// For whoever looks at the pictures: each kind of page at three widths.
    @EnabledIfSystemProperty(named = "screenshots", matches = "all")
    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "820, LIGHT", "390, LIGHT", "1440, DARK"})
    void lookingAround(int width, ColorScheme scheme) {
        try (var page = chromium.open(width, scheme)) {
            var planets = new ArrayList<>(List.of("hard", "qamar", "ailing", "years"));
            if (Seed.isThere()) {
                planets.add("virt-tools");
            }
            for (var planet : planets) {
                for (var kind : List.of("", "titles", "tags", "archive", "health", "search?q=clock", "nope")) {
                    page.navigate(site.uri("/" + planet + "/" + kind).toString());
                    Chromium.loadPictures(page);
                    Chromium.picture(
                            page, "%s-%s-%d-%s".formatted(planet, kind.replaceAll("\\W.*", ""), width, scheme));

                    assertThat(Chromium.width(page)).isEqualTo(width);
                }
            }
        }
    }

    @Test
    void readingBackToTheFirstPost() {
        try (var page = visit("/years/")) {
            var titles = new ArrayList<>(titles(page));
            while (page.locator(".pager a[rel=next]").count() > 0) {
                page.locator(".pager a[rel=next]").click();
                titles.addAll(titles(page));
            }

            assertThat(titles).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(POSTS);
            assertThat(titles.getLast()).startsWith("Note no. 1 on ");
        }
    }

    @Test
    void followingATag() {
        try (var page = visit("/years/")) {
            var tag = page.locator(".tags a").first();
            var name = tag.textContent();

            tag.click();

            assertThat(page.locator("h1").textContent()).contains(name);
            assertThat(page.locator("article").count()).isPositive();
            for (var post : page.locator("article .tags").allTextContents()) {
                assertThat(post).contains(name);
            }
            Chromium.picture(page, "tag");
        }
    }

    @Test
    void searching() {
        try (var page = visit("/years/")) {
            var box = page.locator("header input[name=q]");

            box.fill("author:\"Dörte Zahnrad\" wrong");
            box.press("Enter");

            assertThat(page.locator(".found article").count()).isPositive();
            assertThat(page.locator(".found .author").allTextContents())
                    .allMatch(author -> author.contains("Dörte Zahnrad"));
            assertThat(page.locator(".found mark").first().textContent()).isEqualTo("wrong");
            Chromium.picture(page, "search");
        }
    }

    @Test
    void openingAPostAndGoingOnToTheNext() {
        try (var page = visit("/years/")) {
            var titles = titles(page);

            page.locator("a[rel=bookmark]").first().click();
            assertThat(page.locator("h1").textContent()).isEqualTo(titles.getFirst());
            Chromium.picture(page, "post");
            page.locator(".pager a[rel=next]").click();

            assertThat(page.locator("h1").textContent()).isEqualTo(titles.get(1));
            assertThat(page.locator(".readat a").getAttribute("href")).startsWith("https://");
        }
    }

    @Test
    void askingWhyAPostIsNotThere() {
        try (var page = visit("/ailing/health")) {
            page.locator(".ask input[name=url]").fill("https://u-layla.example/nowhere");
            page.locator(".ask button").click();
            assertThat(page.locator("main").textContent()).contains("None of the blogs that this planet carries");

            page.goBack();
            page.locator(".ask input[name=url]").fill("https://ann-wheel.example/gears-wheels");
            page.locator(".ask button").click();

            assertThat(page.locator("main").textContent()).contains("Gears & wheels", "Clock work");
            Chromium.picture(page, "why");
        }
    }

    /// Every link and field is come to, sees that it is there, and the first leads past what is on every page.
    @Test
    void byKeyboardAlone() {
        try (var page = visit("/hard/")) {
            page.keyboard().press("Tab");
            assertThat(focused(page)).contains("skip");
            Chromium.picture(page, "keyboard");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.closest('main') !== null"))
                    .isEqualTo(true);

            page.reload();
            var reached = new HashSet<String>();
            for (int i = 0; i < 200; i++) {
                page.keyboard().press("Tab");
                if (page.evaluate("document.activeElement === document.body").equals(true)) {
                    break;
                }
                reached.add(focused(page));
                assertThat(page.evaluate("(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none')"
                                + "(getComputedStyle(document.activeElement))"))
                        .as(focused(page))
                        .isEqualTo(true);
            }

            @SuppressWarnings("unchecked")
            var all = (List<String>) page.evaluate("[...document.querySelectorAll('a[href], input, button, summary')]"
                    + ".filter(e => e.checkVisibility()).map(e => e.outerHTML)");
            assertThat(reached).containsAll(all);
        }
    }

    @Test
    void withoutAnyScript() {
        try (var page = chromium.open(Chromium.sized(DESK).setJavaScriptEnabled(false))) {
            page.navigate(site.uri("/hard/").toString());
            var rest = page.locator("details.more").first();
            rest.locator("> summary").click();
            assertThat(rest.getAttribute("open")).isNotNull();

            page.navigate(site.uri("/years/").toString());
            page.locator(".pager a[rel=next]").click();
            assertThat(page.url()).endsWith("/page/2");
            page.locator("header input[name=q]").fill("clock");
            page.locator("header input[name=q]").press("Enter");
            assertThat(page.locator(".found article").count()).isPositive();
        }
    }

    @Test
    void onPaper() {
        try (var page = chromium.open(DESK, ColorScheme.DARK)) {
            page.navigate(site.uri("/hard/").toString());
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            Chromium.picture(page, "print");

            for (var useless : List.of(".masthead nav", ".margin", ".skip", ".tags", ".more > summary")) {
                assertThat(page.locator(useless).first().isVisible())
                        .as(useless)
                        .isFalse();
            }
            assertThat(page.locator("details.more p").last().isVisible())
                    .as("long posts are printed whole")
                    .isTrue();
            assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
        }
    }

    @Test
    void inTheDark() {
        try (var page = chromium.open(DESK, ColorScheme.DARK)) {
            page.navigate(site.uri("/hard/").toString());

            assertThat(lightness(page, "backgroundColor")).isLessThan(60);
            assertThat(lightness(page, "color")).isGreaterThan(180);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hard/", "/qamar/"})
    void onAPhonePostsComeFirstAndFingersHitWhatTheyTouch(String home) {
        try (var page = chromium.open(PHONE, ColorScheme.LIGHT)) {
            page.navigate(site.uri(home).toString());

            assertThat(page.locator("article").first().boundingBox().y)
                    .isLessThan(page.locator("#planetsidebar").boundingBox().y);
            // WCAG 2.2, 2.5.8: 24 px each way, unless it stands in a sentence.
            assertThat(page.evaluate("[...document.querySelectorAll('nav a, input, button, summary')]"
                            + ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)"
                            + ".map(e => e.outerHTML)"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void fromRightToLeft() {
        try (var page = visit("/qamar/")) {
            assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
            assertThat(page.locator("#planetsidebar").boundingBox().x)
                    .isLessThan(page.locator("#river").boundingBox().x);
            assertThat(page.locator("article[lang=en] .planetcontent").evaluate("e => getComputedStyle(e).direction"))
                    .isEqualTo("ltr");
        }
    }

    @Test
    void whatComesWhileThePageIsOpen() throws Exception {
        try (var page = visit("/years/")) {
            await().pollInSameThread().until(() -> site.listeners() > 0);
            var one = years.subscriptions().getFirst();
            var entry = Given.entry(one, "Just in", "2026-03-10T09:00:00Z").get();
            store.show(years, one, entry);
            site.pass(Duration.ofSeconds(2));
            var placement = Given.placement(years, one, entry);
            site.changes().placed("years", entry.entryId(), () -> placement);
            var bar = page.locator(".news button");
            await().pollInSameThread().until(() -> bar.count() == 1);
            Chromium.picture(page, "news");

            bar.click();
            await().pollInSameThread().until(() -> titles(page).getFirst().equals("Just in"));
        }
    }

    /// Whatever is seen first does not move when pictures come late, or not at all.
    @ParameterizedTest
    @CsvSource({DESK + ",200", PHONE + ",200", DESK + ",404", PHONE + ",404"})
    void nothingMoves(int width, int status) {
        try (var page = chromium.open(width, ColorScheme.LIGHT)) {
            var late = new ArrayList<Route>();
            page.route("**/none.png", late::add);
            page.navigate(site.uri("/hard/").toString(), new Page.NavigateOptions().setWaitUntil(DOMCONTENTLOADED));
            page.evaluate("""
                    () => {
                        [...document.images].forEach(i => i.loading = 'eager');
                        return new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)));
                    }""");
            page.waitForCondition(() -> !late.isEmpty());
            late.forEach(picture -> picture.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setContentType("image/svg+xml")
                    // A picture that came with a 404 would be shown all the same.
                    .setBody(
                            status == 200
                                    ? "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='900'/>"
                                    : "gone")));
            Chromium.loadPictures(page);

            assertThat(((Number) page.evaluate("""
                    new Promise(done => {
                        let moved = 0;
                        new PerformanceObserver(list => list.getEntries().forEach(e => moved += e.value))
                            .observe({type: 'layout-shift', buffered: true});
                        setTimeout(() => done(moved), 100);
                    })""")).doubleValue()).isLessThan(0.01);
        }
    }

    /// A page asks nobody but its planet for anything, posts' own pictures and their blogs' faces aside.
    @Test
    void nobodyElseIsAsked() {
        var asked = new HashSet<String>();
        try (var page = chromium.open(Chromium.sized(DESK))) {
            page.onRequest(request -> asked.add(
                    request.resourceType() + " " + URI.create(request.url()).getHost()));
            page.navigate(site.uri("/hard/").toString());
            Chromium.loadPictures(page);
        }

        assertThat(asked).allMatch(one -> one.endsWith(" localhost") || one.startsWith("image "));
    }

    private Page visit(String path) {
        var page = chromium.open(DESK, ColorScheme.LIGHT);
        page.navigate(site.uri(path).toString());
        return page;
    }

    private static List<String> titles(Page page) {
        return page.locator("article .planettitle").allTextContents();
    }

    private static String focused(Page page) {
        return page.evaluate("document.activeElement.outerHTML").toString();
    }

    private static int lightness(Page page, String property) {
        return ((Number) page.evaluate(
                        "p => Math.max(...getComputedStyle(document.body)[p].match(/\\d+/g).slice(0, 3))", property))
                .intValue();
    }
}
