package dev.orrery.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/// Other people's attacks as titles, names and tags of everything: page and feeds are built as they would be of
/// harmless words, element for element and attribute for attribute, and say what was written.
class HostileCorpusTest {
    static final Set<Format> FEEDS = Set.of(Format.ATOM, Format.RSS, Format.RDF, Format.OPML, Format.FOAF);
    static final Set<Format> OF_POSTS = Set.of(Format.ATOM, Format.RSS, Format.RDF);

    private static final int AT_ONCE = 60;
    private static final int LONGEST = 400;

    private final Map<Format, Maker> makers =
            PublisherBeans.makers(new Themes(null), HubAddress.of("own", "https://planets.example/"));

    @Test
    void pagesAndFeedsAreBuiltAsOfHarmlessWords() throws IOException {
        for (var batch : batches()) {
            // Entries of one title are one entry.
            var words = batch.stream().distinct().toList();
            try (var hostile = store(words);
                    var harmless = store(harmless(words))) {
                comparePages(words, hostile, harmless);
                for (var format : FEEDS) {
                    compareFeeds(words, format, hostile, harmless);
                }
            }
        }
    }

    private void comparePages(List<String> words, Store hostile, Store harmless) {
        var page = Jsoup.parse(rendered(Format.PAGE, hostile));

        assertThat(kinds(page)).isSubsetOf(kinds(Jsoup.parse(rendered(Format.PAGE, harmless))));
        assertThat(texts(page, ".planettitle")).containsExactlyElementsOf(seen(words));
        assertThat(texts(page, ".planetitem .author")).containsExactlyElementsOf(seen(words));
        assertThat(texts(page, ".planetitem .tags li")).containsExactlyElementsOf(seen(words));
        assertThat(seen(page.title())).isEqualTo(seen(words.getFirst()));
    }

    private void compareFeeds(List<String> words, Format format, Store hostile, Store harmless) {
        var feed = Jsoup.parse(rendered(format, hostile), Parser.xmlParser());

        assertThat(kinds(feed))
                .as(format.file())
                .isSubsetOf(kinds(Jsoup.parse(rendered(format, harmless), Parser.xmlParser())));
        if (OF_POSTS.contains(format)) {
            assertThat(texts(feed, "entry > title, item > title")).containsExactlyElementsOf(seen(words));
        }
    }

    private String rendered(Format format, Store store) {
        var library = new Library(store.database(), "https://planets.example/");
        var made = Objects.requireNonNull(makers.get(format)).make(library, "clocks", Wanted.home(format), _ -> {});
        return new String(((Made.There) made).rendering().content(), StandardCharsets.UTF_8);
    }

    private static Store store(List<String> words) {
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
        var store = new Store();
        store.put(planet);
        for (int i = 0; i < words.size(); i++) {
            store.show(planet, ann, entry(ann, words.get(i), i), words.get(i));
        }
        return store;
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

    /// About as long, and starting as letters do; each another, as entries of one feed are.
    private static List<String> harmless(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> "w".repeat(words.get(i).length()) + Integer.toString(i, 36))
                .toList();
    }

    /// Elements with their attributes' names, each kind once: an author whose name has no letter is not linked.
    private static Set<String> kinds(Document document) {
        return document.getAllElements().stream()
                .map(each -> each.tagName()
                        + each.attributes().asList().stream()
                                .map(Attribute::getKey)
                                .collect(Collectors.joining(" ", "[", "]")))
                .collect(Collectors.toSet());
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
