package dev.orrery.fetcher.discover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.discover.PageFeeds.Named;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Validators;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a web page says of its feeds.
class PageFeedsTest {
    private static final String PAGE = "https://ann.example/blog/";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <link rel=alternate type=application/rss+xml href=/feed>                       | https://ann.example/feed
            <link rel="alternate" type="application/atom+xml" href="atom.xml">             | https://ann.example/blog/atom.xml
            <LINK HREF='../x.xml' TYPE='Application/RSS+XML' REL='ALTERNATE'>              | https://ann.example/x.xml
            <link rel="home alternate" type="application/feed+json" href="f.json">         | https://ann.example/blog/f.json
            <link rel=alternate type="application/rss+xml; charset=utf-8" href=//x.example/f> | https://x.example/f
            <link rel=alternate type=text/xml href=x.xml>                                  | https://ann.example/blog/x.xml
            <link rel=feed href=posts>                                                     | https://ann.example/blog/posts
            <link rel=alternate href=/feed.xml>                                            | https://ann.example/feed.xml
            <link rel=alternate type=application/json href=/feed.json>                     | https://ann.example/feed.json
            <link rel=alternate type=application/rss+xml href="feed://ann.example/f">      | https://ann.example/f
            <link rel=alternate type=application/rss+xml href="feed:https://ann.example/f"> | https://ann.example/f
            <link rel=alternate type=application/rss+xml href="/a b.xml#x">                | https://ann.example/a%20b.xml
            <base href=https://b.example/c/><link rel=alternate type=application/rss+xml href=f> | https://b.example/c/f
            <body><p><table><td><link rel=alternate type=application/rss+xml href=/late    | ~~
            <p></head></p><div><b><link rel=alternate type=application/rss+xml href=/late> | https://ann.example/late
            <link rel=alternate hreflang=de href=/de/>                                     | ~~
            <link rel="alternate stylesheet" type=text/xml href=/feed.xml>                 | ~~
            <link rel=alternate type=application/json+oembed href=/oembed?url=feed>        | ~~
            <link rel=alternate type=text/xml+oembed href=/oembed>                         | ~~
            <link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>         | ~~
            <link rel=alternate type=application/rss+xml href="javascript:alert(1)">       | ~~
            <link rel=alternate type=application/rss+xml href="http://[">                  | ~~
            <link rel=stylesheet type=application/rss+xml href=/feed>                      | ~~
            <!-- <link rel=alternate type=application/rss+xml href=/feed> -->              | ~~
            """)
    void linkElementsAreReadAsPeopleWriteThem(String html, String feed) {
        assertThat(of(html)).extracting(Named::url).isEqualTo(feed.isEmpty() ? List.of() : List.of(feed));
    }

    @Test
    void commentsComeLastAndNothingTwice() {
        var html = """
            <link rel=alternate type=application/rss+xml title="Ann » Comments Feed" href=/comments/feed/>
            <link rel=alternate type=application/rss+xml title="Ann » Feed" href=/feed/>
            <link rel=alternate type=application/rss+xml title="Again" href=/feed/>
            <link rel=alternate type=application/atom+xml href=/atom.xml>
            """;

        assertThat(of(html))
                .containsExactly(
                        new Named("https://ann.example/feed/", "Ann » Feed"),
                        new Named("https://ann.example/atom.xml", null),
                        new Named("https://ann.example/comments/feed/", "Ann » Comments Feed"));
    }

    @Test
    void aTitleIsReadInThePagesOwnCharset() {
        var page = "<link rel=alternate type=application/rss+xml title='Grüße' href=/f>".getBytes(ISO_8859_1);

        assertThat(PageFeeds.of(page, "text/html; charset=ISO-8859-1", PAGE))
                .extracting(Named::title)
                .containsExactly("Grüße");
        assertThat(PageFeeds.of(page, "text/html; charset=nonsense(", PAGE)).hasSize(1);
    }

    @Test
    @Timeout(10)
    void aPageOfTenThousandFeedsIsReadInPart() {
        var html = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            html.append("<link rel=alternate type=application/rss+xml href=/feed%d>".formatted(i));
        }

        assertThat(of(html.toString())).hasSize(20);
    }

    @Test
    @Timeout(20)
    void hugeAndDeepPagesEnd() {
        var feed = "<link rel=alternate type=application/rss+xml href=/feed>";

        var started = System.nanoTime();
        assertThat(of(feed + "<p>words ".repeat(1_200_000))).hasSize(1);
        assertThat(of(feed + "<div>".repeat(100_000))).hasSize(1);
        assertThat(of("<a href=x>".repeat(200_000))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void bytesThatAreNoTextNameNothing() {
        var bytes = new byte[100_000];
        new java.util.Random(1).nextBytes(bytes);

        assertThat(PageFeeds.of(bytes, null, PAGE)).isEmpty();
        assertThat(PageFeeds.of(new byte[0], "text/html", PAGE)).isEmpty();
        assertThat(PageFeeds.of(new byte[0], "text/html", "no address")).isEmpty();
    }

    @Test
    void whoeverPollsAPageIsToldOfItsFeed() {
        assertThat(hint("<html><link rel=alternate type=application/rss+xml href=/feed.xml>"))
                .isEqualTo(" The page names a feed: https://ann.example/feed.xml");
        assertThat(hint("<!DOCTYPE html><link rel=feed href=/a><link rel=feed href=/b>"))
                .isEqualTo(" The page names feeds: https://ann.example/a, https://ann.example/b");
        assertThat(hint("<html><p>Nothing here")).isEmpty();
        assertThat(hint("<html><link rel=alternate type=application/rss+xml href=" + PAGE + ">"))
                .as("the page that was polled itself")
                .isEmpty();
        assertThat(hint("<feed><link rel='alternate' type='application/rss+xml' href='/x'/><broken"))
                .as("a broken feed is no page")
                .isEmpty();
    }

    @Test
    void aPageBetraysMoreThanItNames() {
        var hints = hints("https://ann.example/", """
                <meta name=generator content="Hugo 0.150">
                <meta http-equiv=Refresh content="0; URL='/home/'">
                <a href=/about>About</a> <a href=/subscribe.php>RSS</a> <a href=https://x.example/feed.xml>Bo</a>
                <a href=/posts/index.xml><img src=x alt=Feed></a> <a href=/log/>Our Blog</a> <a href=/2/>Blog</a>
                """);

        assertThat(hints)
                .containsExactly(
                        "REFRESH https://ann.example/home/",
                        "PAGE_PATTERN https://ann.example/index.xml",
                        "ANCHOR https://ann.example/subscribe.php",
                        "ANCHOR https://ann.example/posts/index.xml",
                        "BLOG https://ann.example/log/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <link rel=canonical href=https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv>
            <meta itemprop=identifier content=UCabcdefghijklmnopqrstuv>
            <script>var x = {"metadata":{"externalId":"UCabcdefghijklmnopqrstuv"}}</script>
            <script>a</script><script>{"videoDetails":{"channelId": "UCabcdefghijklmnopqrstuv"}}</script>
            """)
    void aYouTubePageNamesItsChannelSomewhere(String html) {
        assertThat(hints("https://www.youtube.com/@ann", html))
                .containsExactly(
                        "PAGE_PATTERN https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv");
        assertThat(hints("https://ann.example/", html)).isEmpty();
    }

    @Test
    void aLinkHeaderNamesFeedsToo() {
        var header =
                "</wp-json/>; rel=\"https://api.w.org/\", </f>; rel=alternate; type=\"application/rss+xml\"; title=\"A, b\","
                        + " <https://ann.example/de>; rel=\"alternate\"; hreflang=de, <x.atom>; type=application/atom+xml; rel=\"x alternate\"";

        assertThat(LinkHeader.feeds(List.of(header, "nonsense", "<"), requireNonNull(HttpUrl.parse(PAGE))))
                .extracting(feed -> feed.url() + " " + feed.title())
                .containsExactly("https://ann.example/f A, b", "https://ann.example/blog/x.atom null");
    }

    private static List<Named> of(String html) {
        return PageFeeds.of(html.getBytes(UTF_8), "text/html", PAGE);
    }

    private static String hint(String html) {
        return PageFeeds.hint(
                new Answer.Document(PAGE, 200, null, html.getBytes(UTF_8), Validators.NONE, Hints.NONE, List.of()));
    }

    private static List<String> hints(String url, String html) {
        return PageHints.in(PageFeeds.parse(html.getBytes(UTF_8), "text/html", url), requireNonNull(HttpUrl.parse(url)))
                .stream()
                .map(hint -> hint.how() + " " + hint.url())
                .toList();
    }
}
