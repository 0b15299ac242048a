package dev.orrery.publisher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import dev.orrery.publisher.search.Indexed;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of page of planets that are hard to show, in each of our themes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
    private static final String HEADINGS = """
            [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => h.tagName)""";

    private static final String WIDER = """
            [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth
                && !e.closest('.planetcontent')).map(e => e.outerHTML.slice(0, 200))""";

    @TempDir
    private Path folder;

    @AutoClose
    private final Chromium chromium = new Chromium();

    @ParameterizedTest
    @CsvSource({
        "modern, 1440, LIGHT",
        "modern, 1440, DARK",
        "modern, 320, LIGHT",
        "classic, 1440, DARK",
        "classic, 320, LIGHT"
    })
    void noKindOfPageShutsAnybodyOut(String theme, int width, ColorScheme scheme) throws Exception {
        try (var store = new Store();
                var site = new RunningSite(store, 0);
                var indexed = new Indexed(folder.resolve(theme + width + scheme), site.index());
                var page = chromium.open(width, scheme)) {
            Kinds.fill(store);
            store.dress(theme);
            indexed.fill(store);
            var problems = new ArrayList<String>();
            for (var address : Kinds.of(page, site, "text")) {
                page.navigate(address);
                Chromium.violations(page).forEach(one -> problems.add(address + " " + one));
                if (Chromium.width(page) != width) {
                    problems.add(address + " is wider than its window: " + page.evaluate(WIDER));
                }
                if (!page.evaluate(HEADINGS).toString().matches("\\[H1(, H[2-6])*]")) {
                    problems.add(address + " has the headings " + page.evaluate(HEADINGS));
                }
            }
            assertThat(problems).isEmpty();
        }
    }
}
