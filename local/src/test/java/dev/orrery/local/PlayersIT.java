package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A player in Chromium: nothing is asked of its service before a reader clicks, with scripts and without.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayersIT {
    private static final String PAGE = "https://planet.example/";
    private static final String PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";

    /// As the publisher's pages have it.
    private static final String POLICY = "default-src 'none'; frame-src https:";

    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void open() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BrowserIT.chromium())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlayerIsAskedForWhenAReaderClicksAndOpensInItsFrame(boolean scripts) {
        var post = new Sanitizer()
                .sanitize(
                        "<iframe src=https://www.youtube.com/embed/dQw4w9WgXcQ></iframe>",
                        Addresses.against(PAGE),
                        "e-1-");
        var asked = new ArrayList<String>();
        try (var context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(scripts))) {
            context.onRequest((Request request) -> asked.add(request.url()));
            context.route("**/*", route -> answer(route, post.html()));
            var page = context.newPage();
            page.navigate(PAGE);
            page.waitForLoadState();
            assertThat(asked).containsExactly(PAGE);

            page.waitForResponse(PLAYER, () -> page.click(".embed a"));

            assertThat(asked).containsExactly(PAGE, PLAYER);
            assertThat(page.url()).isEqualTo(PAGE);
            assertThat(context.pages()).hasSize(1);
            assertThat(page.frames()).extracting(Frame::name).contains("e-1-embed1");
            page.waitForCondition(
                    () -> page.frames().stream().anyMatch(frame -> frame.url().equals(PLAYER)),
                    new Page.WaitForConditionOptions().setTimeout(5_000));
        }
    }

    private static void answer(Route route, String post) {
        boolean isPage = route.request().url().equals(PAGE);
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html")
                .setHeaders(Map.of("content-type", "text/html", "content-security-policy", isPage ? POLICY : ""))
                .setBody(isPage ? "<!doctype html><title>x</title>" + post : "<!doctype html><title>y</title>player"));
    }
}
