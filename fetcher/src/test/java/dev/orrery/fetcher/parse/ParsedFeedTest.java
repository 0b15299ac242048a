package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.web.Hints;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedFeedTest {
    private static final String FEED = """
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Ann</title>
            <atom:link rel="hub" href="https://hub-of-the-document.example/"/>
            <atom:link rel="self" href="https://ann.example/document"/>
            </channel></rss>""";

    private static final ParsedFeed DOCUMENT = ((FeedParser.Parsed)
                    new FeedParser(10).parse(FEED.getBytes(UTF_8), null, "https://ann.example/feed"))
            .feed();

    @Test
    void hubsAndAddressOfTheHeaderGoBeforeTheDocuments() {
        var hints = new Hints(null, null, List.of("https://hub.example/"), "https://ann.example/header");

        assertThat(DOCUMENT.withHubs(hints).hubs()).containsExactly("https://hub.example/");
        assertThat(DOCUMENT.withHubs(hints).self()).isEqualTo("https://ann.example/header");
    }

    @Test
    void withoutAHeaderTheDocumentCounts() {
        assertThat(DOCUMENT.withHubs(Hints.NONE)).isEqualTo(DOCUMENT);
        assertThat(DOCUMENT.hubs()).containsExactly("https://hub-of-the-document.example/");
        assertThat(DOCUMENT.self()).isEqualTo("https://ann.example/document");
    }
}
