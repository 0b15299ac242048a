package dev.orrery.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.SharedFiles;
import dev.orrery.enricher.sanitize.Addresses;
import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.enricher.sanitize.Texts;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other people's attacks as titles, names and tags: whatever is written in them, they are one line of text. It may
/// well hold `<script>`, which is what its author wrote, and shows as that wherever it is escaped.
class HostileWordsTest {
    private static final int LONGEST_TITLE = 1_000;
    private static final int TOLD_APART = 12;

    private final Body body = new Body(new Sanitizer());

    @ParameterizedTest
    @ValueSource(strings = {Text.PLAIN, Text.HTML, Text.XHTML})
    void titlesAreText(String type) throws Exception {
        for (var fragment : fragments()) {
            var title = title(type, fragment);

            if (title != null) {
                assertText(title);
                assertThat(title).hasSizeLessThanOrEqualTo(LONGEST_TITLE);
                assertThat(title(Text.PLAIN, title)).as("read again").isEqualTo(title);
                assertThat(title(Text.HTML, Texts.escaped(title)))
                        .as("read again as markup")
                        .isEqualTo(title);
            }
        }
    }

    @Test
    void plainTitlesShowWhatTheirAuthorsWrote() throws IOException {
        for (var fragment : fragments()) {
            var title = title(Text.PLAIN, fragment);

            var written = seen(fragment);
            var shown = title == null ? "" : seen(title);
            if (shown.endsWith("…") && !written.endsWith("…")) {
                assertThat(title).hasSizeGreaterThan(LONGEST_TITLE / 2);
                assertThat(written).startsWith(shown.substring(0, shown.length() - 1));
            } else {
                assertThat(shown).isEqualTo(written);
            }
        }
    }

    @Test
    void titlesInMarkupSayNothingOfTheirScripts() throws IOException {
        for (var fragment : fragments()) {
            var title = title(Text.HTML, fragment);

            var page = Jsoup.parseBodyFragment(fragment);
            var elements = page.select("script, style");
            var scripts = elements.stream().map(each -> each.data().strip()).toList();
            elements.remove();
            var others = page.html();
            scripts.stream()
                    .filter(script -> script.length() >= TOLD_APART && !others.contains(script))
                    .forEach(script ->
                            assertThat(title == null ? "" : title).as(fragment).doesNotContain(script));
        }
    }

    @Test
    void namesAreText() throws Exception {
        for (var fragment : fragments()) {
            var people = List.of(new Person(fragment, null, fragment), new Person(null, fragment, null));
            var authors = Authors.of(people, Addresses.against("https://blog.example/"));

            for (var author : authors) {
                assertText(author.name());
                assertThat(author.uri() == null ? "https://" : author.uri())
                        .matches("https?://[\\x21-\\x7e&&[^\"<>]]*");
            }
        }
    }

    @Test
    void tagsAreText() throws Exception {
        for (var fragment : fragments()) {
            var tags = Tags.of(List.of(new Category(fragment, null, null), new Category("term", fragment, fragment)));

            for (var tag : tags) {
                assertText(tag.label());
                assertText(tag.tag());
                assertThat(tag.tag())
                        .doesNotContain(" ")
                        .isEqualTo(tag.tag().toLowerCase(Locale.ROOT))
                        .isEqualTo(Tags.tag(tag.tag()));
            }
        }
    }

    /// One line that any escaping makes harmless, in elements, attributes and XML.
    private static void assertText(String text) throws XMLStreamException {
        assertThat(text).isEqualTo(Texts.line(text)).isNotBlank();
        assertThat(text.codePoints().noneMatch(c -> Character.isISOControl(c) || isDirectionOverride(c)))
                .as(text)
                .isTrue();
        assertThat(asElement(text)).isEqualTo(text);
        assertThat(asAttribute(text)).isEqualTo(text);
        assertThat(asXml(text)).isEqualTo(text);
    }

    private static String asElement(String text) {
        var nodes = Jsoup.parseBodyFragment(Texts.escaped(text)).body().childNodes();
        assertThat(nodes).hasSize(1).allSatisfy(node -> assertThat(node).isInstanceOf(TextNode.class));
        return ((TextNode) nodes.getFirst()).getWholeText();
    }

    private static String asAttribute(String text) {
        var body = Jsoup.parseBodyFragment(
                        "<p title=\"%s\">".formatted(Texts.escaped(text).replace("\"", "&quot;")))
                .body();
        assertThat(body.getAllElements()).hasSize(2);
        var element = (Element) body.childNode(0);
        assertThat(element.attributesSize()).isEqualTo(1);
        return element.attr("title");
    }

    private static String asXml(String text) throws XMLStreamException {
        var reader = XMLInputFactory.newDefaultFactory()
                .createXMLStreamReader(new StringReader("<t>%s</t>".formatted(Texts.escaped(text))));
        reader.nextTag();
        return reader.getElementText();
    }

    private @Nullable String title(String type, String value) {
        var source = RawEntries.entry().title(type, value).build().source();
        return body.title(Objects.requireNonNull(source));
    }

    /// Without white space and what no page may hold.
    private static String seen(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .filter(c -> !Character.isISOControl(c) && !isDirectionOverride(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE && (c & 0xfffe) != 0xfffe)
                .filter(c -> c < 0xfdd0 || c > 0xfdef)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isDirectionOverride(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static List<String> fragments() throws IOException {
        var file = SharedFiles.find("corpora/sanitize.jsonl");
        if (file.isEmpty()) {
            return List.of("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>&amp;lt;\u0000\u202e");
        }
        var json = new ObjectMapper();
        var all = new ArrayList<String>();
        try (Stream<String> lines = Files.lines(file.get())) {
            for (var line : (Iterable<String>) lines::iterator) {
                all.add(json.readTree(line).path("html").asText());
            }
        }
        return all;
    }
}
