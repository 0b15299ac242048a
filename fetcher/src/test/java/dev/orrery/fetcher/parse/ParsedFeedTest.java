package dev.orrery.fetcher.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.web.Hints;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedFeedTest {
    private static final ParsedFeed DOCUMENT = new ParsedFeed(
            "rss_2.0",
            null,
            null,
            null,
            null,
            List.of(),
            0,
            Rhythm.NONE,
            List.of("https://hub-of-the-document.example/"),
            "https://ann.example/document");

    @Test
    void hubsAndAddressOfTheHeaderGoBeforeTheDocuments() {
        var hints = new Hints(null, null, List.of("https://hub.example/"), "https://ann.example/header");

        assertThat(DOCUMENT.withHubs(hints).hubs()).containsExactly("https://hub.example/");
        assertThat(DOCUMENT.withHubs(hints).self()).isEqualTo("https://ann.example/header");
    }

    @Test
    void withoutAHeaderTheDocumentCounts() {
        assertThat(DOCUMENT.withHubs(Hints.NONE)).isEqualTo(DOCUMENT);
    }
}
