package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.Look;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Seed;
import dev.orrery.publisher.Store;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/// Walks through whole planets from their front pages by every link on every page, as a robot would.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
    /// Made by other parts of the publisher, which have walks of their own.
    private static final Set<String> NOT_WALKED = Set.of("search", "health");

    private static final int KIB = 1024;

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Map<String, Map<String, Document>> walked = new HashMap<>();

    @BeforeAll
    void fill() throws Exception {
        Look.fill(store);
        Look.arabic(store);
        Look.years(store, 70);
        if (Seed.isThere()) {
            Seed.read().fill(store);
        }
    }

    @AfterAll
    void close() {
        site.close();
        store.close();
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        assertThat(walk("/years/").keySet().stream().filter(path -> path.endsWith("/page/2")))
                .as("back to the first post")
                .isNotEmpty();
        assertThat(walk("/hard/")).hasSizeGreaterThan(30);
    }

    @Test
    @EnabledIf("dev.orrery.publisher.Seed#isThere")
    void everyPageOfTheSeedPlanetIsThereAndSmall() throws Exception {
        var pages = walk("/virt-tools/");

        for (var path : pages.keySet()) {
            assertThat(site.get(path, "Accept-Encoding", "gzip").body().length)
                    .as(path)
                    .isLessThan(60 * KIB);
        }
    }

    @Test
    void headingsGoDownStepByStepFromOneThatNamesThePage() throws Exception {
        for (var page : walk("/hard/").entrySet()) {
            var levels = page.getValue().select("h1, h2, h3, h4, h5, h6").stream()
                    .map(heading -> heading.tagName().charAt(1) - '0')
                    .toList();
            assertThat(levels.stream().filter(level -> level == 1))
                    .as(page.getKey())
                    .hasSize(1);
            assertThat(levels.getFirst()).as(page.getKey()).isEqualTo(1);
            for (int i = 1; i < levels.size(); i++) {
                assertThat(levels.get(i) - levels.get(i - 1)).as(page.getKey()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void everyKindOfPageIsValidHtml() throws Exception {
        var kinds = new ArrayList<>(walk("/hard/").keySet());
        kinds.addAll(List.of(
                "/years/",
                "/years/page/2",
                "/years/titles/page/2",
                "/years/tags",
                "/years/archive",
                "/hard/none",
                "/qamar/"));

        for (var path : kinds) {
            assertThat(ValidHtmlTest.problems(site.get(path).body())).as(path).isEmpty();
        }
    }

    /// All pages that can be reached, by path.
    private Map<String, Document> walk(String home) throws Exception {
        var before = walked.get(home);
        if (before != null) {
            return before;
        }
        var pages = new HashMap<String, Document>();
        var known = new HashSet<String>(Set.of(home));
        var lost = new ArrayList<String>();
        var next = new ArrayDeque<String>(List.of(home));
        while (!next.isEmpty()) {
            var path = next.remove();
            var answer = site.get(path);
            if (answer.statusCode() != 200) {
                lost.add(answer.statusCode() + " " + path);
            } else if (answer.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
                var page = Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8));
                pages.put(path, page);
                links(page, path, home).stream().filter(known::add).forEach(next::add);
            }
        }
        assertThat(lost).isEmpty();
        walked.put(home, pages);
        return pages;
    }

    private List<String> links(Document page, String path, String home) {
        return page.select("a[href], link[href]").stream()
                .map(link -> site.uri(path).resolve(link.attr("href")))
                .filter(uri -> uri.getAuthority() != null
                        && uri.getAuthority().equals(site.uri("/").getAuthority()))
                .map(URI::getRawPath)
                .filter(to -> to.startsWith(home) && !NOT_WALKED.contains(to.substring(home.length())))
                .toList();
    }
}
