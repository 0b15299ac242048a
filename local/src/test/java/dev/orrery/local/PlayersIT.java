package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.publisher.browser.Chromium;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose
    private final Chromium chromium = new Chromium();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlayerIsAskedForWhenAReaderClicksAndOpensInItsFrame(boolean scripts) {
        var post = new Sanitizer()
                .sanitize(
                        "<iframe src=https://www.youtube.com/embed/dQw4w9WgXcQ></iframe>",
                        Addresses.against(PAGE),
                        "e-1-");
        var asked = new ArrayList<String>();
        try (var page = chromium.open(new NewPageOptions().setJavaScriptEnabled(scripts))) {
            var context = page.context();
            context.onRequest((Request request) -> asked.add(request.url()));
            context.route("**/*", route -> answer(route, post.html()));
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
