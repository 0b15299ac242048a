package dev.orrery.enricher.alike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/2026/post",
                "https://www.Example.org/2026/post/",
                "https://example.org:443/2026/post?utm_source=rss&utm_medium=feed",
                "https://example.org/2026/post#more-17",
                "https://m.example.org/2026/post",
                "https://example.org/2026/post/amp/",
                "https://example.org/2026/post?amp",
                "https://example.org/2026/post?amp=1&fbclid=x",
                "https://example.org/2026/post/index.html",
                "https://www.google.com/amp/s/example.org/2026/post",
                "https://example-org.cdn.ampproject.org/c/s/example.org/2026/post/amp",
            })
    void theseAreOnePost(String link) {
        assertThat(LinkKey.of(link)).isEqualTo("example.org/2026/post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/2026/Post",
                "https://example.org/2026/post?page=2",
                "https://blog.example.org/2026/post",
                "https://example.org/2026/post#comment-5",
                "https://example.org/2026/post#v1.2",
                "https://example.org/2026/post.html",
            })
    void theseAreOthers(String link) {
        assertThat(LinkKey.of(link)).isNotNull().isNotEqualTo("example.org/2026/post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://www.example.org/",
                "http://example.org/index.html?utm_source=x",
                "mailto:jane@example.org"
            })
    void aHomePageNamesNoPost(String link) {
        assertThat(LinkKey.of(link)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/?p=17&b=1, https://example.org/?b=1&p=17",
        "https://example.org/a.amp.html, https://example.org/a.html",
    })
    void theseAreTheSame(String one, String other) {
        assertThat(LinkKey.of(one)).isNotNull().isEqualTo(LinkKey.of(other));
    }

    @Test
    void aHostThatIsAllPrefixStays() {
        assertThat(LinkKey.hostOf("https://www.com/x")).isEqualTo("www.com");
        assertThat(LinkKey.hostOf(null)).isEmpty();
    }
}
