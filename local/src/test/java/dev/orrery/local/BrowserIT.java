package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.orrery.publisher.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sample planet as a reader sees it in Chromium. Screenshots are left in `local/target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {
    @TempDir
    static Path folder;

    private RunningOrrery orrery;

    @AutoClose
    private final Chromium chromium = new Chromium();

    @BeforeAll
    void open() throws Exception {
        var planets = RunningOrrery.HOME.resolve("planets");
        orrery = RunningOrrery.start(folder, planets.resolve("sample.yaml"), planets.resolve("sample"));
        orrery.awaitComplete("sample");
    }

    @AfterAll
    void close() {
        if (orrery != null) {
            orrery.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, light", "1440, dark", "820, light", "390, light", "390, dark", "320, light"})
    void thePageFitsItsWindowAndComplainsOfNothing(int width, String scheme) throws Exception {
        var complaints = new ArrayList<String>();
        try (var page = chromium.open(width, ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT)))) {
            page.onConsoleMessage(message -> {
                // The machine that tests run on has no internet: pictures elsewhere cannot load.
                if (!message.text().contains("net::ERR_")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(orrery.page("sample/").toString());
            Chromium.loadPictures(page);
            Chromium.picture(page, width + "-" + scheme);

            assertThat(complaints).isEmpty();
            assertThat(Chromium.width(page)).isEqualTo(width);
            assertThat(page.title()).contains("Four small blogs").doesNotContain("hello");
        }
    }

    @Test
    void everyPictureOfTheSampleBlogsIsThere() {
        try (var page = chromium.open(Chromium.sized(1440))) {
            page.navigate(orrery.page("sample/").toString());
            Chromium.loadPictures(page);

            assertThat(page.locator("img").count()).isGreaterThanOrEqualTo(4);
            assertThat(page.evaluate("[...document.images].filter(i => i.src.includes('localhost'))"
                            + ".filter(i => !i.complete || i.naturalWidth === 0).map(i => i.src)"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void everyPageIsReachedFromTheFrontPage() {
        try (var page = chromium.open(Chromium.sized(1440))) {
            page.navigate(orrery.page("").toString());
            Chromium.picture(page, "front");

            page.locator("a", new Page.LocatorOptions().setHasText("Four small blogs"))
                    .first()
                    .click();

            assertThat(page.url()).endsWith("/sample/");
        }
    }

    @Test
    void aPageThatIsNotThereHelps() {
        try (var page = chromium.open(Chromium.sized(1440))) {
            var answer = page.navigate(orrery.page("smaple/").toString());
            Chromium.picture(page, "404");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(page.locator("a[href='/sample/']").count()).isPositive();
        }
    }
}
