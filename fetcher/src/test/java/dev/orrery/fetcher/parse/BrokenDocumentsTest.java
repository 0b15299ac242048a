package dev.orrery.fetcher.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/// Documents that are no XML, and feeds all the same.
class BrokenDocumentsTest {
    private static final String URL = "https://ann.example/feed";

    private final FeedParser parser = new FeedParser(100);

    @Test
    void ampersandsAndEntitiesOfHtmlAreWhatTheyLookLike() {
        var feed = rss("<title>Ann & Bo&nbsp;&ndash; &eacute;t&#233; &copy2 &bogus; a < b</title>"
                + "<link>https://ann.example/?a=1&b=2</link>");

        assertThat(feed.title()).isEqualTo("Ann & Bo\u00A0– été &copy2 &bogus; a < b");
        assertThat(feed.site()).isEqualTo("https://ann.example/?a=1&b=2");
        assertThat(feed.details().mended()).isNotNull();
    }

    @Test
    void controlCharactersAreLeftOut() {
        assertThat(rss("<title>A\u0000n\u000Bn\uFFFF</title>").title()).isEqualTo("Ann");
    }

    @Test
    void whatStandsBeforeTheFeedIsPassedOver() {
        var feed = parsed("<br />\n<b>Warning</b>: headers sent in <b>x.php</b> & so on\n"
                + "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>");

        assertThat(feed.title()).isEqualTo("T");
        assertThat(parsed("\n\n <?xml version='1.0'?><rss><channel><title>T</title></channel></rss>")
                        .details()
                        .mended())
                .as("space in front is harmless")
                .isNull();
    }

    @Test
    void prefixesThatNobodyDeclaredMeanWhatTheyMostlyMean() {
        var entry = rss("<item><dc:creator>Ann</dc:creator><content:encoded>&lt;p&gt;x</content:encoded></item>")
                .entries()
                .getFirst();

        assertThat(entry.authors().getFirst().name()).isEqualTo("Ann");
        assertThat(entry.content().value()).isEqualTo("<p>x");
    }

    @Test
    void tagsThatAreNotClosedEndWithWhatTheyAreIn() {
        var feed = rss("<item><title>One<description>a<br>b <img src=x> <b>c</description></item>"
                + "<item><title>Two</title><guid>2</guid><item><title>Three</title></item>");

        assertThat(feed.entries()).extracting(entry -> entry.title().value()).contains("Two", "Three");
        assertThat(feed.entries()).hasSize(3);
    }

    @Test
    void anEntryInWhichTheDocumentBreaksOffIsLeftForTheNextPoll() {
        var document = "<rss version='2.0'><channel><item><guid>1</guid></item><item><guid>2</guid><description>The be";

        assertThat(parsed(document).entries()).extracting(Source::guid).containsExactly("1");
    }

    @Test
    void ownEntitiesCountInBrokenDocumentsToo() {
        var feed = parsed(
                "<!DOCTYPE rss [<!ENTITY me 'Ann & &you;'><!ENTITY you \"Bo\"><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                        + "<rss><channel><title>&me;&x;</title></channel></rss>");

        assertThat(feed.title()).isEqualTo("Ann & Bo&x;");
    }

    @Test
    void nakedMarkupIsKept() {
        var entry = rss("<item><description>On <b class='x'>gears</b> &amp; &lt;wheels&gt;<br/></description></item>")
                .entries()
                .getFirst();

        assertThat(entry.summary())
                .isEqualTo(new Text("html", "On <b class=\"x\">gears</b> &amp; &lt;wheels&gt;<br />", null, null));
    }

    @Test
    void aWebPageIsToldFromAFeedHoweverItIsWritten() {
        for (var page : new String[] {
            "<!DOCTYPE html><p>x",
            "\uFEFF<HTML><body>",
            "<!-- x --><html><body><rss></rss>",
            "<?xml version='1.0'?><html/>",
        }) {
            assertThat(parser.parse(page.getBytes(UTF_8), null, URL))
                    .isInstanceOfSatisfying(
                            FeedParser.NotAFeed.class,
                            no -> assertThat(no.kind()).as(page).isEqualTo(FeedParser.NotAFeed.Kind.WEB_PAGE));
        }
    }

    @Test
    void charsetsAreFoundByWhatShows() {
        var document = "<?xml version='1.0' encoding='%s'?><rss><channel><title>%s</title></channel></rss>";

        assertThat(title(document.formatted("utf-16", "Café").getBytes(UTF_16LE)))
                .isEqualTo("Café");
        assertThat(title(document.formatted("iso-8859-1", "“Café”").getBytes(Charset.forName("windows-1252"))))
                .isEqualTo("“Café”");
        assertThat(title(document.formatted("koi8-r", "Привет").getBytes(Charset.forName("KOI8-R"))))
                .isEqualTo("Привет");
        assertThat(title(document.formatted("euc-jp", "時計").getBytes(Charset.forName("EUC-JP"))))
                .isEqualTo("時計");
        assertThat(title(document.formatted("iso-2022-jp", "時計").getBytes(Charset.forName("ISO-2022-JP"))))
                .isEqualTo("時計");
        assertThat(title(document.formatted("no-such", "Café").getBytes(UTF_8))).isEqualTo("Café");
        assertThat(title(document.formatted("iso-8859-1", "Café").getBytes(UTF_8)))
                .as("shows as UTF-8")
                .isEqualTo("Café");
    }

    @Test
    void aByteThatIsNotUtf8IsReadAloneWhereTheRestIs() {
        var document = "<rss><channel><title>“Café” – caf@</title></channel></rss>".getBytes(UTF_8);
        for (int i = 0; i < document.length; i++) {
            document[i] = document[i] == '@' ? "é".getBytes(ISO_8859_1)[0] : document[i];
        }

        assertThat(title(document)).isEqualTo("“Café” – café");
    }

    @Test
    void windowsCharactersByNumberAreWhatTheirAuthorSaw() {
        assertThat(rss("<title>don&#146;t &#x97;</title>").title()).isEqualTo("don’t —");
    }

    @Test
    void addressesOfAnyCharactersAreResolved() {
        assertThat(rss("<link>/a b|c?é#ö</link>").site()).isEqualTo("https://ann.example/a b|c?é#ö");
        assertThat(Urls.resolve("https://a.example/b/c/d?q", "../x/./y")).isEqualTo("https://a.example/b/x/y");
        assertThat(Urls.resolve("https://a.example", "x")).isEqualTo("https://a.example/x");
        assertThat(Urls.resolve("https://a.example/b?q", "?r")).isEqualTo("https://a.example/b?r");
        assertThat(Urls.resolve("https://a.example/b", "//c.example/d")).isEqualTo("https://c.example/d");
        assertThat(Urls.resolve("https://a.example/b", "mailto:x@y")).isEqualTo("mailto:x@y");
        assertThat(Urls.resolve("https://a.example/b?q", "#f")).isEqualTo("https://a.example/b?q#f");
        assertThat(Urls.resolve("https://a.example/", "../../x")).isEqualTo("https://a.example/x");
        assertThat(Urls.resolve("tag:a", "x")).isEqualTo("x");
    }

    @Test
    void feedBurnersAddressesGiveWayToTheRealOnes() {
        var feed = rss("<item xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'><link>https://fb.example/1</link>"
                + "<fb:origLink>https://ann.example/1</fb:origLink></item>");

        assertThat(feed.entries().getFirst().links())
                .containsExactly(new Link("https://ann.example/1", "alternate", null, null));
    }

    private ParsedFeed rss(String channel) {
        return parsed("<rss version='2.0'><channel>" + channel + "</channel></rss>");
    }

    private ParsedFeed parsed(String document) {
        return ((FeedParser.Parsed) parser.read(document.getBytes(UTF_8), null, URL)).feed();
    }

    private String title(byte[] document) {
        return ((FeedParser.Parsed) parser.read(document, null, URL)).feed().title();
    }
}
