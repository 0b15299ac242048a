package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.parse.FeedParser.NotAFeed;
import dev.orrery.fetcher.parse.FeedParser.Parsed;
import dev.orrery.fetcher.parse.FeedParser.Result;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Documents of the largest size that is fetched, made to cost as much as they can. Each ends in a named outcome, and
/// in time.
class HostileDocumentsTest {
    private static final int SIZE = 15 << 20;

    /// Enough to tell what grows with the document from what grows with its square.
    private static final int SOME = 1 << 20;

    /// Of the processor, for a document of [#SOME].
    private static final Duration MOST = Duration.ofSeconds(2);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FeedParser parser = new FeedParser(2_000);

    @Test
    void aMillionEntriesAreCountedAndLeft() {
        var feed = parsed(full(SIZE, "<rss version='2.0'><channel><title>T</title>", "<item/>"));

        assertThat(feed.entries()).hasSize(2_000);
        assertThat(feed.left()).isGreaterThan(2_000_000);
    }

    @Test
    void aMillionJsonEntriesAreCountedAndLeft() {
        var feed = parsed(full(SIZE, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}", ",{}") + "]}");

        assertThat(feed.entries()).hasSize(2_000);
        assertThat(feed.left()).isGreaterThan(2_000_000);
    }

    @Test
    void elementsWithinElementsWithoutEndAreRefused() {
        assertThat(kind("<rss><channel><title>" + "<a>".repeat(100_000))).isEqualTo(NotAFeed.Kind.TOO_DEEP);
        assertThat(kind("{\"items\":" + "[".repeat(100_000))).isEqualTo(NotAFeed.Kind.NO_DOCUMENT);
    }

    @Test
    void aHugeTitleIsRead() {
        var feed = parsed(full(SIZE, "<rss version='2.0'><channel><title>", "word ") + "</title></channel></rss>");

        assertThat(feed.title()).hasSizeLessThanOrEqualTo(8_192);
    }

    @Test
    void moreElementsThanAnybodyWritesAreRefused() {
        assertThat(kind(full(SIZE, "<rss><channel><item><description>", "<a/>")))
                .isEqualTo(NotAFeed.Kind.TOO_LARGE);
    }

    @Test
    void entitiesThatGrowWithoutEndAreRefused() {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a '%s'>".formatted("a".repeat(60_000)));
        bomb.append("]><rss version='2.0'><channel><title>").append("&a;".repeat(40_000));

        assertThat(kind(bomb + "</title></channel></rss>")).isEqualTo(NotAFeed.Kind.TOO_LARGE);
        assertThat(kind(bomb + " & broken</title></channel></rss>")).isEqualTo(NotAFeed.Kind.TOO_LARGE);
    }

    /// Everything that a reader might look for to the end of the document, time and again, in vain.
    @Test
    void nothingIsLookedForTwiceInVain() {
        var slowest = new TreeMap<Duration, String>();
        for (var piece : new String[] {
            "<!--",
            "<![CDATA[",
            "<!DOCTYPE [",
            "<!DOCTYPE>",
            "<!ENTITY",
            "<?",
            "</",
            "<a b=\"",
            "<a b='",
            "<a b=",
            "<a ",
            "&",
            "&#",
            "&amp",
            "&a;",
            "]]>",
            "<",
            ">",
            "\"",
            "<item>",
            "</item>",
            "<a:b xmlns:a='c'>",
            "<br>",
            "<item><a>",
            "</x>",
            "<a b='c' ",
            "\0",
            "\uFFFE",
            "<feed",
            "<rss ",
            "<html",
            "<x:rss",
            "é",
            "<title>",
            "<link>a</link>",
            "<author>a@b.c (a (</author>",
            "<pubDate>1 1 1 1</pubDate>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>"
        }) {
            for (var start :
                    new String[] {"", "<rss><channel>", "<rss><channel><item>", "<feed><entry><content type='xhtml'>"
                    }) {
                var document = full(SOME, start, piece).getBytes(UTF_8);
                long begin = THREADS.getCurrentThreadCpuTime();
                var result = parser.read(document, null, "https://a.example/");
                slowest.put(
                        Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin),
                        start + piece + " …: " + outcome(result));
            }
        }

        assertThat(slowest.lastKey()).as(slowest.lastEntry().getValue()).isLessThan(MOST);
    }

    @Test
    void bytesThatAreNoTextAreNoFeed() {
        var noise = new byte[SIZE];
        new Random(1).nextBytes(noise);

        assertThat(parser.read(noise, null, null)).isInstanceOf(NotAFeed.class);
        assertThat(parser.read(new byte[SIZE], null, null)).isInstanceOf(NotAFeed.class);
    }

    @Test
    void invalidUtf8ThroughoutIsReadAsSomething() {
        var document =
                full(SIZE, "<rss><channel><title>T</title><item><title>", "x").getBytes(UTF_8);
        for (int i = 100; i < document.length; i += 2) {
            document[i] = (byte) 0xFF;
        }

        var feed = ((Parsed) parser.read(document, "text/xml; charset=utf-8", null)).feed();

        assertThat(feed.entries().getFirst().title().value()).startsWith("xxx");
    }

    private static String full(int size, String start, String piece) {
        int length = piece.getBytes(UTF_8).length;
        return start + piece.repeat((size - start.length()) / length);
    }

    private ParsedFeed parsed(String document) {
        return ((Parsed) parser.read(document.getBytes(UTF_8), null, "https://a.example/")).feed();
    }

    private NotAFeed.Kind kind(String document) {
        return ((NotAFeed) parser.read(document.getBytes(UTF_8), null, "https://a.example/")).kind();
    }

    private static String outcome(Result result) {
        return switch (result) {
            case Parsed parsed ->
                "a feed of %d entries".formatted(parsed.feed().entries().size());
            case NotAFeed no -> no.reason();
        };
    }
}
