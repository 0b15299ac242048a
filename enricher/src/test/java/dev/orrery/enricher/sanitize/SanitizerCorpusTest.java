package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orrery.enricher.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/// Other people's attacks, posts and odd markup.
class SanitizerCorpusTest {
    private static final Addresses ADDRESSES = Addresses.against("https://blog.example/2026/post");

    private static final Set<String> ADDRESS = Set.of("href", "src", "srcset", "cite", "poster");
    private static final Pattern HARMLESS =
            Pattern.compile("(?s)(https?://|mailto:|tel:|#e-1-|data:image/(png|gif|jpeg|webp)).*");

    private final ObjectMapper json = new ObjectMapper();
    private final Sanitizer sanitizer = new Sanitizer();

    private record Fragment(String id, String html) {}

    @Test
    void nothingThatRunsGetsThroughAndNothingChangesTheSecondTime() {
        SharedFiles.find("corpora/sanitize.jsonl").ifPresent(file -> {
            try (var lines = Files.lines(file)) {
                assertThat(lines.map(this::fragment).peek(this::check).count()).isGreaterThan(1_000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Fragment fragment(String line) {
        try {
            var tree = json.readTree(line);
            return new Fragment(tree.get("id").asText(), tree.get("html").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Fragment fragment) {
        var clean = sanitizer.sanitize(fragment.html(), ADDRESSES, "e-1-").html();

        assertThat(sanitizer.sanitize(clean, ADDRESSES, "e-1-").html())
                .as("%s sanitized twice", fragment.id())
                .isEqualTo(clean);
        var parsed = Jsoup.parseBodyFragment(clean);
        assertThat(parsed.select(
                        "script,style,iframe,object,embed,form,input,svg,math,link,meta,base,template,noscript"))
                .as(fragment.id())
                .isEmpty();
        for (var element : parsed.body().getAllElements()) {
            for (var attribute : element.attributes()) {
                var name = attribute.getKey().toLowerCase(Locale.ROOT);
                assertThat(name).as(fragment.id()).doesNotStartWith("on").isNotEqualTo("style");
                if (ADDRESS.contains(name)) {
                    assertThat(attribute.getValue()).as(fragment.id()).matches(HARMLESS);
                }
            }
        }
    }
}
