package dev.orrery.enricher.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    /// The examples of RFC 3986 section 5.4 that a web address can be.
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q#s",
        "g#s, http://a/b/c/g#s",
        ";x, http://a/b/c/;x",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "./g/., http://a/b/c/g/",
        "g/../h, http://a/b/c/h",
        "g?y/../x, http://a/b/c/g?y/../x",
    })
    void referencesResolveAsTheRfcSays(String reference, String expected) {
        assertThat(Addresses.against("http://a/b/c/d;p?q").web(reference)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.ORG/A, http://example.org/A",
        "' https://example.org/a b ', https://example.org/a%20b",
        "https:/example.org/x, https://example.org/x",
        "https:example.org, https://example.org",
        "//example.org/x, https://example.org/x",
        "://example.org/x, https://example.org/x",
        "http//example.org/x, http://example.org/x",
        "www.example.org/x, http://www.example.org/x",
        "http://https://example.org/x, https://example.org/x",
        "https://http//example.org/x, http://example.org/x",
        "http:http://example.org/x, http://example.org/x",
        "//https://example.org/x, https://example.org/x",
        "'ht\ntps://example.org/\tx', https://example.org/x",
        "'https://example.org\\\\a\\\\b', https://example.org//a//b",
        "https://bücher.example/ü?ü#ü, https://xn--bcher-kva.example/%C3%BC?%C3%BC#%C3%BC",
        "https://user:secret@example.org:8443/, https://example.org:8443/",
        "https://example.org/100%, https://example.org/100%25",
        "https://example.org/%e4, https://example.org/%e4",
        "'https://example.org/<\">', https://example.org/%3C%22%3E",
        "http://[2001:db8::1]:8080/, http://[2001:db8::1]:8080/",
    })
    void whatBrowsersForgiveIsWrittenPlainly(String address, String expected) {
        assertThat(Addresses.ABSOLUTE_ONLY.web(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVA\nSCRIPT:x",
                "data:text/html,x",
                "vbscript:x",
                "file:///x",
                "blob:x",
                "about:blank",
                "http://",
                "http:///",
                "http://exa mple/",
                "http://a:b:c/",
                "relative",
                "//",
                "",
                "ftp://x.example/",
                "http://%41/",
                "http://https:x/"
            })
    void whatIsNoWebAddressIsRefused(String address) {
        assertThat(Addresses.ABSOLUTE_ONLY.web(address)).isNull();
        assertThat(Addresses.ABSOLUTE_ONLY.link(address)).isNull();
    }

    @Test
    void mailAndTelephoneMayBeLinkedTo() {
        var addresses = Addresses.ABSOLUTE_ONLY;
        assertThat(addresses.link("MAILTO:jane@example.org?subject=Hi there"))
                .isEqualTo("mailto:jane@example.org?subject=Hi%20there");
        assertThat(addresses.link("tel:+49-30-1234")).isEqualTo("tel:+49-30-1234");
        assertThat(addresses.web("mailto:jane@example.org")).isNull();
    }

    @Test
    void aProtocolRelativeAddressTakesItsPagesScheme() {
        assertThat(Addresses.against("http://blog.example/post").web("//cdn.example/a.png"))
                .isEqualTo("http://cdn.example/a.png");
    }

    @Test
    void whatOnlyLooksMistypedStaysRelative() {
        var addresses = Addresses.against("https://blog.example/2026/post");
        assertThat(addresses.web("www.png")).isEqualTo("https://blog.example/2026/www.png");
        assertThat(addresses.web("http/x")).isEqualTo("https://blog.example/2026/http/x");
        assertThat(addresses.web("?u=http://a.example/http://b.example"))
                .isEqualTo("https://blog.example/2026/post?u=http://a.example/http://b.example");
        assertThat(Addresses.ABSOLUTE_ONLY.web("https://web.archive.org/web/2020/http://a.example/"))
                .isEqualTo("https://web.archive.org/web/2020/http://a.example/");
    }

    @Test
    void aBaseThatIsNoneIsPassedOver() {
        var addresses = Addresses.against("javascript:x", "mailto:a@b.example", "https://blog.example/feed.xml");
        assertThat(addresses.web("a.png")).isEqualTo("https://blog.example/a.png");
    }

    @Test
    void aRelativeBaseResolvesAgainstTheNextOne() {
        var addresses = Addresses.against("img/", null, "/2026/post", "https://blog.example/feed.xml");
        assertThat(addresses.web("a.png")).isEqualTo("https://blog.example/2026/img/a.png");
    }
}
