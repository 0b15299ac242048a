package dev.orrery.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.enricher.RawEntries;
import dev.orrery.enricher.SharedFiles;
import dev.orrery.enricher.sanitize.Sanitizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/// Real posts of planet.virt-tools.org keep every word.
class SeedPostsTest {
    private final Enrichment enrichment = new Enrichment(new Sanitizer());

    @Test
    void realPostsKeepTheirWords() {
        SharedFiles.find("seed/feeds").ifPresent(folder -> {
            try (var files = Files.list(folder)) {
                var bodies = files.flatMap(file -> bodies(file).stream()).toList();
                assertThat(bodies).hasSizeGreaterThan(20).allSatisfy(this::keepsItsWords);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void keepsItsWords(String html) {
        var entry = enrichment.enrich(RawEntries.entry().html(html).build());

        assertThat(words(entry.html() == null ? "" : entry.html())).isEqualTo(words(html));
        assertThat(entry.wordCount()).isPositive();
        assertThat(entry.summary()).isNotBlank().hasSizeLessThanOrEqualTo(300);
    }

    private static String words(String html) {
        return Jsoup.parseBodyFragment(html).text();
    }

    private static List<String> bodies(Path file) {
        try {
            var feed = Jsoup.parse(Files.readString(file), Parser.xmlParser());
            return feed.select("entry, item").stream()
                    .map(SeedPostsTest::body)
                    .filter(body -> !body.isBlank())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(Element entry) {
        for (var name : List.of("content|encoded", "content", "description", "summary")) {
            var found = entry.select("> " + name).first();
            if (found != null) {
                return found.wholeText();
            }
        }
        return "";
    }
}
