package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Text;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is particular to a format or a vocabulary.
class FormatsTest {
    private static final String URL = "https://ann.example/feed";

    private final FeedParser parser = new FeedParser(100);

    @Test
    void jsonFeed() {
        var feed = parsed("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "Ann's gears", "home_page_url": "/",
                 "feed_url": "/feed.json", "language": "en", "authors": [{"name": "Ann", "url": "mailto:ann@ann.example"}],
                 "hubs": [{"type": "WebSub", "url": "https://hub.example/"}, {"type": "rssCloud", "url": "https://x.example/"}],
                 "items": [
                  {"id": 1, "url": "https://ann.example/1", "title": "Gears", "content_html": "<p>On gears.</p>",
                   "summary": "On", "date_published": "2026-03-01T07:30:00Z", "date_modified": "2026-03-02T07:30:00Z",
                   "tags": ["brass", "brass", 7], "authors": [{"name": "Bo"}], "image": "https://ann.example/1.png",
                   "attachments": [{"url": "https://ann.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12345}]},
                  {"id": "2", "content_text": "a < b", "external_url": "https://elsewhere.example/"}]}
                """);

        assertThat(feed.format()).isEqualTo("json_1.1");
        assertThat(feed.title()).isEqualTo("Ann's gears");
        assertThat(feed.site()).isEqualTo("https://ann.example/");
        assertThat(feed.self()).isEqualTo("https://ann.example/feed.json");
        assertThat(feed.hubs()).containsExactly("https://hub.example/");
        var entry = feed.entries().getFirst();
        assertThat(entry.guid()).isEqualTo("1");
        assertThat(entry.title()).isEqualTo(new Text("text", "Gears", null, null));
        assertThat(entry.content()).isEqualTo(new Text("html", "<p>On gears.</p>", null, null));
        assertThat(entry.authors()).containsExactly(new Person("Bo", null, null));
        assertThat(entry.categories())
                .containsExactly(new Category("brass", null, null), new Category("7", null, null));
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-03-01T07:30:00Z"));
        assertThat(entry.enclosures())
                .containsExactly(new Enclosure("https://ann.example/1.mp3", "audio/mpeg", 12_345L));
        var second = feed.entries().get(1);
        assertThat(second.content()).isEqualTo(new Text("text", "a < b", null, null));
        assertThat(second.authors()).containsExactly(new Person("Ann", "ann@ann.example", null));
        assertThat(second.links()).containsExactly(new Link("https://elsewhere.example/", "alternate", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}|The document is JSON, but no JSON Feed.",
                "{\"items\": [|The document is not well-formed JSON",
                "{'items': []}|The document is not well-formed JSON",
            })
    void jsonThatIsNoFeedIsSaidInWords(String document, String reason) {
        assertThat(parser.parse(document.replace("'items'", "items").getBytes(UTF_8), null, URL))
                .isInstanceOfSatisfying(
                        FeedParser.NotAFeed.class, no -> assertThat(no.reason()).startsWith(reason));
    }

    @Test
    void jsonWhoseFieldsAreOfOtherKindsThanTheyShouldIsRead() {
        var feed = parsed("""
                {"version": 1, "title": ["x"], "items": [{"id": {}, "title": true, "authors": "Ann", "tags": "brass",
                "attachments": {"url": "https://ann.example/1.mp3"}, "url": 1.5}, 7, null, []]}
                """);

        assertThat(feed.title()).isNull();
        assertThat(feed.entries().getFirst().categories()).containsExactly(new Category("brass", null, null));
        assertThat(feed.entries().getFirst().enclosures()).hasSize(1);
    }

    @Test
    void channelDefinitionFormat() {
        var feed = parsed("""
                <?xml version="1.0"?><CHANNEL HREF="https://ann.example/" LASTMOD="2026-03-01T07:30">
                <TITLE>Ann's gears</TITLE><ABSTRACT>On gears</ABSTRACT>
                <CHANNEL><ITEM HREF="https://ann.example/1" LASTMOD="2026-03-01"><TITLE>Gears</TITLE>
                <ABSTRACT>Brass</ABSTRACT></ITEM></CHANNEL></CHANNEL>""");

        assertThat(feed.format()).isEqualTo("cdf");
        assertThat(feed.title()).isEqualTo("Ann's gears");
        assertThat(feed.site()).isEqualTo("https://ann.example/");
        assertThat(feed.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.links()).extracting(Link::href).containsExactly("https://ann.example/1");
            assertThat(entry.updated()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(entry.summary().value()).isEqualTo("Brass");
        });
    }

    @Test
    void rssSaysHowOftenItChangesAndWhereItsHubIs() {
        var feed = rss("""
                <ttl>720</ttl><sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
                <skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour></skipHours>
                <skipDays><day>Sunday</day><day>monday</day><day>Noday</day></skipDays>
                <atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/feed"/>""");

        assertThat(feed.rhythm())
                .isEqualTo(new Rhythm(
                        Duration.ofHours(12),
                        Duration.ofHours(84),
                        Set.of(0, 7),
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)));
        assertThat(feed.hubs()).containsExactly("https://hub.example/");
        assertThat(feed.self()).isEqualTo("https://ann.example/feed");
        assertThat(rss("<ttl>-1</ttl><ttl>soon</ttl>").rhythm()).isEqualTo(Rhythm.NONE);
    }

    @Test
    void atomNamesItsHubToo() {
        var feed = parsed(
                "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='hub' href='https://hub.example/'/>"
                        + "<link rel='hub' href='https://hub2.example/'/><link rel='self' href='https://ann.example/atom'/></feed>");

        assertThat(feed.hubs()).containsExactly("https://hub.example/", "https://hub2.example/");
        assertThat(feed.self()).isEqualTo("https://ann.example/atom");
    }

    @Test
    void wordsOfOtherVocabulariesCountInAnyFormat() {
        var rss = rss("<item><atom:id>1</atom:id><atom:title type='text'>a &lt; b</atom:title>"
                        + "<atom:link href='https://ann.example/1'/><atom:updated>2026-03-01</atom:updated>"
                        + "<atom:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></atom:content>"
                        + "</item>")
                .entries()
                .getFirst();
        var atom = parsed(
                        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/'><entry>"
                                + "<dc:title>T</dc:title><dc:creator>Ann</dc:creator><dc:date>2026-03-01</dc:date></entry></feed>")
                .entries()
                .getFirst();

        assertThat(rss.guid()).isEqualTo("1");
        assertThat(rss.title()).isEqualTo(new Text("text", "a < b", null, null));
        assertThat(rss.content()).isEqualTo(new Text("xhtml", "<p>x</p>", null, null));
        assertThat(rss.links()).extracting(Link::href).containsExactly("https://ann.example/1");
        assertThat(atom.title().value()).isEqualTo("T");
        assertThat(atom.authors()).containsExactly(new Person("Ann", null, null));
        assertThat(atom.published()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void atom03SaysItsModeInItsOwnWay() {
        var entry = parsed("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
                        + "<title mode='base64'>R2VhcnM=</title><summary type='text/html' mode='escaped'>&lt;p></summary>"
                        + "<content type='multipart/alternative'><content type='image/png' mode='base64'>AAAA</content>"
                        + "<content type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div>"
                        + "</content></content></entry></feed>")
                .entries()
                .getFirst();

        assertThat(entry.title()).isEqualTo(new Text("text", "Gears", null, null));
        assertThat(entry.summary()).isEqualTo(new Text("html", "<p>", null, null));
        assertThat(entry.content().value()).contains("x");
    }

    @Test
    void aBaseWithinXhtmlIsResolvedWhereItStands() {
        var entry = parsed("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://ann.example/a/'><entry>"
                        + "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='b/'>"
                        + "<a href='c'>x</a><p xml:base='/d/'><img src='e'/></p></div></content></entry></feed>")
                .entries()
                .getFirst();

        assertThat(entry.content().value())
                .isEqualTo("<a href=\"https://ann.example/a/b/c\">x</a><p><img src=\"https://ann.example/d/e\" /></p>");
    }

    @Test
    void repliesThatAreAFeedAreNoPageOfComments() {
        var entry = parsed("<feed xmlns='http://www.w3.org/2005/Atom'><entry>"
                        + "<link rel='replies' type='application/atom+xml' href='https://ann.example/1/feed'/>"
                        + "<link rel='replies' type='text/html' href='https://ann.example/1#comments'/></entry></feed>")
                .entries()
                .getFirst();

        assertThat(entry.comments()).isEqualTo("https://ann.example/1#comments");
    }

    @Test
    void whatMediaRssPlaysIsAnEnclosure() {
        var entry =
                rss("<item><media:group><media:content url='https://ann.example/1.mp4' type='video/mp4' fileSize='9'/>"
                                + "<media:content url='https://ann.example/1.png' type='image/png'/>"
                                + "<media:description>On gears</media:description></media:group></item>")
                        .entries()
                        .getFirst();

        assertThat(entry.enclosures()).containsExactly(new Enclosure("https://ann.example/1.mp4", "video/mp4", 9L));
        assertThat(entry.summary().value()).isEqualTo("On gears");
    }

    @Test
    void whatPodcastsSayIsInTheDetails() {
        var feed = rss("<itunes:image href='https://ann.example/a.png'/><item><itunes:duration>01:00</itunes:duration>"
                + "<itunes:episode>7</itunes:episode></item>");

        assertThat(feed.details().channel().image()).isEqualTo("https://ann.example/a.png");
        assertThat(feed.details().entries().getFirst().podcast())
                .isEqualTo(new Podcast(null, null, null, "01:00", null, "7", null));
    }

    private ParsedFeed rss(String channel) {
        return parsed(
                "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'"
                        + " xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
                        + " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>" + channel
                        + "</channel></rss>");
    }

    private ParsedFeed parsed(String document) {
        return ((FeedParser.Parsed) parser.read(document.getBytes(UTF_8), null, URL)).feed();
    }
}
