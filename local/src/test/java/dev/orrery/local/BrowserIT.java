package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sample planet as a reader sees it in Chromium. Screenshots are left in `local/target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {
    private static final List<String> CHROMIUMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    @TempDir
    static Path folder;

    private RunningOrrery orrery;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open() throws Exception {
        var planets = RunningOrrery.HOME.resolve("planets");
        orrery = RunningOrrery.start(folder, planets.resolve("sample.yaml"), planets.resolve("sample"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        orrery.awaitComplete("sample");
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
        if (orrery != null) {
            orrery.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, light", "1440, dark", "820, light", "390, light", "390, dark", "320, light"})
    void thePageFitsItsWindowAndComplainsOfNothing(int width, String scheme) throws Exception {
        var complaints = new ArrayList<String>();
        try (var page = browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(width, 1000)
                .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))))) {
            page.onConsoleMessage(message -> {
                // The machine that tests run on has no internet: pictures elsewhere cannot load.
                if (!message.text().contains("net::ERR_")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(orrery.page("sample/").toString());
            scrollThrough(page);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot(width + "-" + scheme)));

            assertThat(complaints).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
            assertThat(page.title()).contains("Four small blogs").doesNotContain("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, light", "320, light", "1440, dark"})
    void noKindOfPageShutsAnybodyOut(int width, String scheme) throws Exception {
        try (var page = browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(width, 1000)
                .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))))) {
            for (var address : kindsOfPages(page)) {
                page.navigate(address);

                assertThat(violations(page)).as(address).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as(address)
                        .isEqualTo(width);
            }
        }
    }

    /// One of each, as a reader comes to them.
    private List<String> kindsOfPages(Page page) {
        var home = orrery.page("sample/").toString();
        page.navigate(home);
        var kinds = new ArrayList<>(List.of(home, home + "titles", home + "tags", home + "archive", home + "nope"));
        for (var link : List.of(".planetdate a", ".planetchannel a", ".planetauthor .author a", ".when a", ".tags a")) {
            kinds.add(page.locator(link).first().evaluate("a => a.href").toString());
        }
        return kinds;
    }

    /// What axe-core finds wrong, with the elements it is about.
    private static List<?> violations(Page page) throws IOException {
        try (var axe = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})"
                + ".then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.html)))");
    }

    @Test
    void everyPictureOfTheSampleBlogsIsThere() {
        try (var page = browser.newPage()) {
            page.navigate(orrery.page("sample/").toString());
            scrollThrough(page);

            assertThat(page.locator("img").count()).isGreaterThanOrEqualTo(4);
            assertThat(page.evaluate("[...document.images].filter(i => i.src.includes('localhost'))"
                            + ".filter(i => !i.complete || i.naturalWidth === 0).map(i => i.src)"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void aLongPostOpensWithoutAnyScript() {
        try (var page = browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false))) {
            page.navigate(orrery.page("sample/").toString());
            var rest = page.locator("details.more").first();

            rest.locator("> summary").click();

            assertThat(rest.getAttribute("open")).isNotNull();
        }
    }

    @Test
    void everyPageIsReachedFromTheFrontPage() {
        try (var page = browser.newPage()) {
            page.navigate(orrery.page("").toString());
            page.screenshot(new Page.ScreenshotOptions().setPath(screenshot("front")));

            page.locator("a", new Page.LocatorOptions().setHasText("Four small blogs"))
                    .first()
                    .click();

            assertThat(page.url()).endsWith("/sample/");
        }
    }

    @Test
    void aPageThatIsNotThereHelps() {
        try (var page = browser.newPage()) {
            var answer = page.navigate(orrery.page("smaple/").toString());
            page.screenshot(new Page.ScreenshotOptions().setPath(screenshot("404")));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(page.locator("a[href='/sample/']").count()).isPositive();
        }
    }

    /// Lazy pictures load when they come into view.
    private static void scrollThrough(Page page) {
        page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')");
        page.waitForLoadState();
        // Not waitForFunction, which evaluates words as a script: our policy forbids that even to a test.
        await().atMost(Duration.ofSeconds(20)).pollInSameThread().until(() -> page.evaluate(
                        "[...document.images].every(i => i.complete)")
                .equals(true));
    }

    private static Path screenshot(String name) {
        return RunningOrrery.HOME.resolve("local/target/screenshots/" + name + ".png");
    }

    static Path chromium() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), CHROMIUMS.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "These tests need a Chromium: install it (Debian: apt-get install chromium) or name one in CHROMIUM."));
    }
}
