package dev.orrery.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.feed.AtomFeed;
import dev.orrery.publisher.feed.OpmlList;
import dev.orrery.publisher.feed.RssFeed;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.page.PlanetPage;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.theme.Themes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Other people's attacks as titles, names and tags of everything: page and feeds are built as they would be of
// harmless
/// words, element for element and attribute for attribute, and say what was written.
class HostileCorpusTest {
    static final List<Format.Renderer> FEEDS = List.of(new AtomFeed(), new RssFeed(), new OpmlList());

    private static final int AT_ONCE = 60;
    private static final int LONGEST = 400;

    private final PlanetPage page = new PlanetPage(new Themes(null));

    @Test
    void pagesAreBuiltAsOfHarmlessWords() throws IOException {
        for (var words : batches()) {
            var hostile = Jsoup.parse(rendered(page, edition(words)));
            var harmless = Jsoup.parse(rendered(page, edition(harmless(words))));

            assertThat(skeleton(hostile)).isEqualTo(skeleton(harmless));
            assertThat(texts(hostile, ".planettitle")).containsExactlyElementsOf(seen(words));
            assertThat(texts(hostile, ".planetitem .author")).containsExactlyElementsOf(seen(words));
            assertThat(texts(hostile, ".tags li")).containsExactlyElementsOf(seen(words));
            assertThat(seen(hostile.title())).isEqualTo(seen(words.getFirst()));
        }
    }

    @ParameterizedTest
    @FieldSource("FEEDS")
    void feedsAreBuiltAsOfHarmlessWords(Format.Renderer renderer) throws IOException {
        for (var words : batches()) {
            var hostile = Jsoup.parse(rendered(renderer, edition(words)), Parser.xmlParser());
            var harmless = Jsoup.parse(rendered(renderer, edition(harmless(words))), Parser.xmlParser());

            assertThat(skeleton(hostile)).isEqualTo(skeleton(harmless));
            if (!(renderer instanceof OpmlList)) {
                assertThat(texts(hostile, "entry > title, item > title")).containsExactlyElementsOf(seen(words));
            }
        }
    }

    private static Edition edition(List<String> words) {
        var name = words.getFirst();
        var given = Given.subscription("Ann Wheel");
        var ann = new Subscription(
                given.id(),
                given.feedId(),
                given.feedUrl(),
                name,
                given.site(),
                null,
                List.of(),
                Planet.State.ACTIVE,
                Map.of());
        var plain = Given.planet("clocks", ann);
        var planet = new Planet(
                plain.planet(),
                1,
                name,
                name,
                null,
                new Planet.Owner(name, null),
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                List.of(ann));
        var entries = IntStream.range(0, words.size())
                .mapToObj(i -> entry(ann, words.get(i), i))
                .toArray(Entry[]::new);
        return Given.edition(planet, entries);
    }

    private static Entry entry(Subscription ann, String words, int place) {
        var when = "2026-03-01T%02d:%02d:00Z".formatted(23 - place / 60, 59 - place % 60);
        return Given.entry(ann, words, when)
                .link("https://ann.example/" + place)
                .summary(words)
                .by(words)
                .tagged(words)
                .cut(words)
                .get();
    }

    /// As long, and starting as letters do.
    private static List<String> harmless(List<String> words) {
        return words.stream().map(each -> "w".repeat(each.length())).toList();
    }

    private static String rendered(Format.Renderer renderer, Edition edition) {
        return new String(renderer.render(edition), StandardCharsets.UTF_8);
    }

    private static String skeleton(Document document) {
        return document.getAllElements().stream()
                .map(each -> each.tagName()
                        + each.attributes().asList().stream()
                                .map(Attribute::getKey)
                                .collect(Collectors.joining(" ", "[", "]")))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> texts(Document document, String query) {
        return document.select(query).stream()
                .map(Element::wholeText)
                .map(HostileCorpusTest::seen)
                .toList();
    }

    private static List<String> seen(List<String> words) {
        return words.stream().map(HostileCorpusTest::seen).toList();
    }

    /// White space and what no document may hold are no matter of escaping.
    private static String seen(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\p{Cs}\uFFFD\uFFFE\uFFFF]", "");
    }

    private static List<List<String>> batches() throws IOException {
        var file = Path.of(System.getProperty("orrery.root", ".")).resolve("../shared/corpora/sanitize.jsonl");
        var all = new ArrayList<String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var words =
                        EventCodec.json().readTree(line).path("html").asText().strip();
                if (words.length() <= LONGEST && !seen(words).isEmpty()) {
                    all.add(words);
                }
            }
        } else {
            System.err.println("*** NOT TESTED: there is no " + file.normalize() + " ***");
            all.add("\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;lt;");
        }
        return IntStream.range(0, (all.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(i -> List.copyOf(all.subList(i * AT_ONCE, Math.min(all.size(), (i + 1) * AT_ONCE))))
                .toList();
    }
}
