package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.events.RawEntry.Thumbnail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedParserTest {
    private static final String URL = "https://ann.example/feed";

    private final FeedParser parser = new FeedParser(2_000);

    @Test
    void rss20() throws IOException {
        var feed = feed("rss20.xml");

        assertThat(feed.format()).isEqualTo("rss_2.0");
        assertThat(feed.title()).isEqualTo("Ann's gears & wheels");
        assertThat(feed.site()).isEqualTo("https://ann.example/");
        assertThat(feed.language()).isEqualTo("en-gb");
        assertThat(feed.base()).isEqualTo(URL);
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("ann-1");
        assertThat(entry.title()).isEqualTo(html("Gears &amp; <em>wheels</em>"));
        assertThat(entry.links()).containsExactly(new Link("https://ann.example/1", "alternate", null, null));
        assertThat(entry.summary()).isEqualTo(html("On <b>gears</b>."));
        assertThat(entry.content()).isEqualTo(html("<p>On gears, at length.</p>"));
        assertThat(entry.authors()).containsExactly(new Person("Ann Other", null, null));
        assertThat(entry.categories())
                .containsExactly(
                        new Category("Clock work", "https://ann.example/tags", null),
                        new Category("brass", null, null));
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-03-01T07:30:00Z"));
        assertThat(entry.updated()).isNull();
        assertThat(entry.enclosures())
                .containsExactly(new Enclosure("https://ann.example/1.mp3", "audio/mpeg", 12_345L));
        assertThat(entry.comments()).isEqualTo("https://ann.example/1#comments");
        assertThat(entry.origin()).isEqualTo(new Origin(null, "Elsewhere", "https://elsewhere.example/feed"));
        assertThat(entry.thumbnails()).containsExactly(new Thumbnail("https://ann.example/1.png", 64, 48));
        assertThat(entry.cut()).isNull();
        var second = feed.entries().get(1);
        assertThat(second.title()).isNull();
        assertThat(second.guid()).isEqualTo("https://ann.example/2");
        assertThat(second.links()).containsExactly(new Link("https://ann.example/2", "alternate", null, null));
        assertThat(second.authors()).containsExactly(new Person("Bo Else", "bo@ann.example", null));
        assertThat(second.published()).isNull();
    }

    @Test
    void atom10() throws IOException {
        var feed = feed("atom10.xml");

        assertThat(feed.format()).isEqualTo("atom_1.0");
        assertThat(feed.title()).isEqualTo("Ann's gears & wheels");
        assertThat(feed.base()).isEqualTo("https://ann.example/blog/");
        assertThat(feed.site()).isEqualTo("https://ann.example/blog/");
        assertThat(feed.language()).isEqualTo("en");
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("tag:ann.example,2026:1");
        assertThat(entry.title()).isEqualTo(new Text("html", "Gears &amp; wheels", "https://ann.example/blog/", "en"));
        assertThat(entry.links())
                .contains(
                        new Link("https://ann.example/blog/1", "alternate", "text/html", null),
                        new Link("https://ann.example/blog/1.mp3", "enclosure", "audio/mpeg", 12_345L));
        assertThat(entry.enclosures())
                .containsExactly(new Enclosure("https://ann.example/blog/1.mp3", "audio/mpeg", 12_345L));
        assertThat(entry.comments()).isEqualTo("https://ann.example/blog/1/comments");
        assertThat(entry.summary()).isEqualTo(new Text("text", "On <gears>.", "https://ann.example/blog/", "en"));
        assertThat(entry.content().type()).isEqualTo("xhtml");
        assertThat(entry.content().value()).contains("On <em>gears</em>").doesNotContain("<div");
        assertThat(entry.content().base()).isEqualTo("https://ann.example/blog/2026/");
        assertThat(entry.content().language()).isEqualTo("de");
        assertThat(entry.authors())
                .containsExactly(
                        new Person("Ann", "ann@ann.example", "https://ann.example/about"),
                        new Person("Bo", null, null));
        assertThat(entry.categories())
                .containsExactly(new Category("clock-work", "https://ann.example/tags", "Clock work"));
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-03-01T07:30:00Z"));
        assertThat(entry.updated()).isEqualTo(Instant.parse("2026-03-02T07:45:00.250Z"));
        assertThat(entry.origin())
                .isEqualTo(new Origin("tag:elsewhere.example,2026:feed", "Elsewhere", "https://elsewhere.example/"));
        assertThat(feed.entries().get(1).authors())
                .as("an entry without an author has its feed's")
                .containsExactly(new Person("The Feed", null, null));
    }

    @Test
    void rss10() throws IOException {
        var feed = feed("rss10.xml");

        assertThat(feed.format()).isEqualTo("rss_1.0");
        assertThat(feed.title()).isEqualTo("Small protocols");
        assertThat(feed.site()).isEqualTo("https://ann.example/");
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("https://ann.example/finger");
        assertThat(entry.title()).isEqualTo(html("Finger"));
        assertThat(entry.authors()).containsExactly(new Person("Ann", null, null));
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-03-01T06:30:00Z"));
        assertThat(entry.content()).isEqualTo(html("<p>Who is there?</p>"));
        assertThat(entry.summary()).isEqualTo(html("Who is there?"));
        assertThat(entry.categories()).containsExactly(new Category("protocols", null, null));
    }

    @Test
    void rss091HasADocumentTypeThatIsNotFetched() throws IOException {
        var feed = feed("rss091.xml");

        assertThat(feed.format()).startsWith("rss_0.91");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo(html("Old news"));
            assertThat(entry.links()).extracting(Link::href).containsExactly("https://ann.example/old");
            assertThat(entry.guid()).isNull();
        });
    }

    @Test
    void atom03() throws IOException {
        var feed = feed("atom03.xml");

        assertThat(feed.format()).isEqualTo("atom_0.3");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.title().value()).isEqualTo("Older news");
            assertThat(entry.content()).isEqualTo(html("<p>Escaped.</p>"));
            assertThat(entry.published()).isEqualTo(Instant.parse("2004-05-04T12:00:00Z"));
            assertThat(entry.updated()).isEqualTo(Instant.parse("2004-05-05T12:00:00Z"));
            assertThat(entry.authors()).containsExactly(new Person("Ann", null, null));
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ann@a.example (Ann), Ann, ann@a.example",
                "Ann <ann@a.example>, Ann, ann@a.example",
                "ann@a.example, -, ann@a.example",
                "Ann (the one), Ann (the one), -",
                "ann@a.example (), -, ann@a.example",
                "' Ann ', Ann, -",
            })
    void anRssAuthorsNameIsToldFromTheAddress(String written, String name, String email) {
        assertThat(People.named(written)).isEqualTo(new Person(name, email, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The document is empty.",
                "'  \n '|The document is empty.",
                "<!DOCTYPE html><html><body><br></body></html>|The address answers with a web page, not with a feed.",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>|The address answers with a web page, not with a feed.",
                "<opml/>|The document is XML, but no feed that we know",
                "<rss version='2.0'><channel>|The document is not well-formed XML",
                "hello|The document is not well-formed XML",
            })
    void whatIsNoFeedIsSaidInWords(String document, String reason) {
        assertThat(parse(document)).isInstanceOfSatisfying(FeedParser.NotAFeed.class, no -> assertThat(no.reason())
                .startsWith(reason));
    }

    @Test
    void anEntityIsNotReadFromAFile() throws IOException {
        var secret = Files.createTempFile("orrery", ".txt");
        Files.writeString(secret, "SECRET");

        var result = parse("<!DOCTYPE rss [<!ENTITY x SYSTEM '%s'>]>".formatted(secret.toUri())
                + "<rss version='2.0'><channel><title>T</title><item><title>a&x;b</title></item></channel></rss>");

        assertThat(result.toString()).doesNotContain("SECRET");
        Files.delete(secret);
    }

    @Test
    void entitiesThatGrowWithoutEndAreRefused() {
        var bomb = new StringBuilder("<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>");
        for (char c = 'b'; c <= 'k'; c++) {
            bomb.append("<!ENTITY %c '%s'>".formatted(c, ("&" + (char) (c - 1) + ";").repeat(10)));
        }
        bomb.append("]><rss version='2.0'><channel><title>&k;</title></channel></rss>");

        assertThat(parse(bomb.toString())).isInstanceOf(FeedParser.NotAFeed.class);
    }

    @Test
    void aFeedFullOfEscapedMarkupIsNoAttack() {
        var text = "&lt;p class=&quot;x&quot;&gt;word&lt;/p&gt; ".repeat(100_000);

        var result =
                parse("<rss version='2.0'><channel><title>T</title><item><guid>1</guid><description>%s".formatted(text)
                        + "</description></item></channel></rss>");

        assertThat(result).isInstanceOf(FeedParser.Parsed.class);
    }

    @Test
    void elementsWithinElementsWithoutEndAreRefused() {
        var deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);

        assertThat(parse("<feed xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>T</title><entry><id>1</id>"
                        + "<content type='xhtml'>" + deep + "</content></entry></feed>"))
                .isInstanceOf(FeedParser.NotAFeed.class);
    }

    @Test
    void anInternalEntityIsRead() {
        var result = (FeedParser.Parsed) parse("<!DOCTYPE rss [<!ENTITY name 'Ann'>]>"
                + "<rss version='2.0'><channel><title>&name;</title><link>/</link></channel></rss>");

        assertThat(result.feed().title()).isEqualTo("Ann");
        assertThat(result.feed().site()).isEqualTo("https://ann.example/");
    }

    @Test
    void theServersCharsetCountsWhereTheDocumentSaysNothing() {
        var document = "<rss version='2.0'><channel><title>Café</title></channel></rss>";
        var declared = "<?xml version='1.0' encoding='UTF-8'?>" + document;

        assertThat(title(document.getBytes(ISO_8859_1), "text/xml; charset=ISO-8859-1"))
                .isEqualTo("Café");
        assertThat(title(declared.getBytes(UTF_8), "text/xml; charset=ISO-8859-1"))
                .isEqualTo("Café");
        assertThat(title(document.getBytes(UTF_8), "text/xml")).isEqualTo("Café");
        assertThat(title(document.getBytes(UTF_8), "text/xml; charset=no-such-thing"))
                .isEqualTo("Café");
    }

    @Test
    void bytesThatAreNotInTheirCharsetAreReadInWhichTheyAre() {
        var document =
                "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Café</title></channel></rss>";

        assertThat(title(document.getBytes(ISO_8859_1), "text/xml")).isEqualTo("Café");
    }

    @Test
    void aFeedWithNothingInItIsAFeed() {
        assertThat(parse("<rss version='2.0'/>")).isInstanceOf(FeedParser.Parsed.class);
    }

    @Test
    void entriesBeyondTheLimitAreCounted() {
        var document = new StringBuilder("<rss version='2.0'><channel><title>T</title>");
        for (int i = 0; i < 25; i++) {
            document.append("<item><guid>%d</guid></item>".formatted(i));
        }
        document.append("</channel></rss>");

        var result = new FeedParser(10).parse(document.toString().getBytes(UTF_8), null, URL);

        assertThat(((FeedParser.Parsed) result).feed().entries()).hasSize(10);
        assertThat(((FeedParser.Parsed) result).feed().left()).isEqualTo(15);
    }

    @Test
    void endlessFieldsAreBounded() {
        var result = (FeedParser.Parsed)
                parse("<rss version='2.0'><channel><title>T</title><item><guid>%s</guid>".formatted("g".repeat(100_000))
                        + "<link>https://a.example/%s</link><category>%s</category></item></channel></rss>"
                                .formatted("l".repeat(100_000), "c".repeat(100_000)));

        var entry = result.feed().entries().getFirst();
        assertThat(entry.guid()).startsWith("sha256:").hasSize(71);
        assertThat(entry.links()).isEmpty();
        assertThat(entry.categories().getFirst().term()).hasSize(8_192);
    }

    @Test
    void theSeedPlanetsFeedsAreRead() throws IOException {
        var seed = Path.of(System.getProperty("orrery.root"), "..", "shared", "seed", "feeds");
        if (!Files.isDirectory(seed)) {
            System.err.println("NOT CHECKED: the seed planet's feeds are not at " + seed);
            return;
        }
        try (Stream<Path> files = Files.list(seed)) {
            for (var file : files.toList()) {
                var result = parser.parse(Files.readAllBytes(file), "application/xml", URL);
                assertThat(result).as(file.toString()).isInstanceOf(FeedParser.Parsed.class);
                var feed = ((FeedParser.Parsed) result).feed();
                assertThat(feed.title()).as(file.toString()).isNotBlank();
                assertThat(feed.entries()).as(file.toString()).isNotEmpty().allSatisfy(entry -> {
                    assertThat(entry.guid()).isNotNull();
                    assertThat(entry.links()).isNotEmpty();
                    assertThat(entry.published()).isNotNull();
                    assertThat(entry.content()).isNotNull();
                });
            }
        }
    }

    private static Text html(String value) {
        return new Text("html", value, null, null);
    }

    private String title(byte[] document, String contentType) {
        return ((FeedParser.Parsed) parser.parse(document, contentType, URL))
                .feed()
                .title();
    }

    private FeedParser.Result parse(String document) {
        return parser.parse(document.getBytes(UTF_8), "application/xml", URL);
    }

    private ParsedFeed feed(String name) throws IOException {
        try (InputStream file = FeedParserTest.class.getResourceAsStream("/feeds/" + name)) {
            var result = parser.parse(file.readAllBytes(), "application/xml", URL);
            assertThat(result).isInstanceOf(FeedParser.Parsed.class);
            return ((FeedParser.Parsed) result).feed();
        }
    }
}
