package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orrery.enricher.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.api.Test;

/// Other people's attacks, posts and odd markup.
class SanitizerCorpusTest {
    /// What others expect to stay and does not, each for a reason that `SANITIZING.md` gives.
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "css:h1", "headings stand under the entry's own",
            "css:h2", "headings stand under the entry's own",
            "css:h4", "headings stand under the entry's own",
            "text:Crazy HTML -", "the title of a whole document within a post is no part of its text");

    private static final Pattern RULE = Pattern.compile("css:(\\w+)(?:\\[(\\w+)=\"(.*)\"])?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private record Fragment(String id, String kind, String html, List<String> mustKeep) {
        Fragment(JsonNode tree) {
            this(
                    tree.path("id").asText(),
                    tree.path("kind").asText(),
                    tree.path("html").asText(),
                    texts(tree.path("must_keep")));
        }

        private static List<String> texts(JsonNode array) {
            var texts = new ArrayList<String>();
            array.forEach(each -> texts.add(each.asText()));
            return texts;
        }
    }

    @Test
    void allPromisesAreKept() {
        for (var fragment : corpus()) {
            assertThat(Promises.broken(fragment.html())).as(fragment.id()).isEmpty();
        }
    }

    /// What one keeps for the next text says nothing of the last, nor do threads that share one disturb each other.
    @Test
    void textsKnowNothingOfEachOther() {
        var shared = new Sanitizer();

        assertThat(corpus().parallelStream().filter(fragment -> !sameAlone(fragment, shared)))
                .isEmpty();
    }

    private static boolean sameAlone(Fragment fragment, Sanitizer shared) {
        var alone = new Sanitizer().sanitize(fragment.html(), Promises.ADDRESSES, Promises.PREFIX);
        return shared.sanitize(fragment.html(), Promises.ADDRESSES, Promises.PREFIX)
                .equals(alone);
    }

    @Test
    void whatOthersExpectToStayStays() {
        var lost = new ArrayList<String>();
        for (var fragment : corpus()) {
            if (!fragment.mustKeep().isEmpty()) {
                var clean = new Sanitizer()
                        .sanitize(fragment.html(), Addresses.ABSOLUTE_ONLY, "")
                        .html();
                var kept = Promises.parsed(clean);
                fragment.mustKeep().stream()
                        .filter(rule -> !EXCEPTIONS.containsKey(rule) && !isKept(rule, kept))
                        .forEach(rule -> lost.add("%s %s".formatted(fragment.id(), rule)));
            }
        }
        assertThat(lost).isEmpty();
    }

    /// jsoup's relaxed list keeps as much.
    @Test
    void harmlessTextsKeepTheirWords() {
        assertWordsKept("benign", 0.941);
        assertWordsKept("post", 1);
    }

    private static void assertWordsKept(String kind, double least) {
        int before = 0;
        int after = 0;
        for (var fragment : corpus()) {
            if (fragment.kind().equals(kind)) {
                var written = words(Promises.parsed(fragment.html()));
                var left = words(Promises.parsed(new Sanitizer()
                        .sanitize(fragment.html(), Addresses.ABSOLUTE_ONLY, "")
                        .html()));
                for (var word : written.entrySet()) {
                    before += word.getValue();
                    after += Math.min(word.getValue(), left.getOrDefault(word.getKey(), 0));
                }
            }
        }
        assertThat(after).as("%s: words kept of %d".formatted(kind, before)).isGreaterThanOrEqualTo((int)
                Math.ceil(least * before));
    }

    private static boolean isKept(String rule, Element body) {
        if (rule.startsWith("text:")) {
            return withoutSpace(body.wholeText()).contains(withoutSpace(rule.substring("text:".length())));
        }
        var parts = RULE.matcher(rule);
        assertThat(parts.matches()).as(rule).isTrue();
        return body.getElementsByTag(parts.group(1)).stream()
                .anyMatch(each ->
                        parts.group(2) == null || each.attr(parts.group(2)).equals(parts.group(3)));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    /// Of what a reader sees; a tag ends a word.
    private static Map<String, Integer> words(Element body) {
        var text = new StringBuilder();
        body.traverse((NodeVisitor) (node, _) -> {
            if (node instanceof TextNode visible) {
                text.append(' ').append(visible.getWholeText());
            }
        });
        return WORD.matcher(text)
                .results()
                .collect(Collectors.toMap(found -> found.group(), _ -> 1, Integer::sum, HashMap::new));
    }

    private static List<Fragment> corpus() {
        return SharedFiles.find("corpora/sanitize.jsonl")
                .map(file -> {
                    var json = new ObjectMapper();
                    var all = new ArrayList<Fragment>();
                    try (var lines = Files.lines(file)) {
                        for (var line : (Iterable<String>) lines::iterator) {
                            all.add(new Fragment(json.readTree(line)));
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    assertThat(all).hasSizeGreaterThan(1_000);
                    return all;
                })
                .orElseGet(ArrayList::new);
    }
}
