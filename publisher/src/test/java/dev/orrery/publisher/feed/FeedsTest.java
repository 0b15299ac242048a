package dev.orrery.publisher.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.Enclosure;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.serve.Maker;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FeedsTest {
    static final List<Maker.Renderer> READ_BY_FEED_READERS = List.of(new AtomFeed(), new RssFeed());
    static final List<Maker.Renderer> ALL = List.of(new AtomFeed(), new RssFeed(), new OpmlList());

    private final Subscription ann = Given.subscription("Ann Wheel");
    private final Subscription bo = Given.subscription("Bo & Co");
    private final Planet planet = Given.planet("clocks", ann, bo);
    private final Edition edition = Given.edition(
            planet,
            Given.entry(ann, "Gears & <b>wheels</b>", "2026-03-02T07:30:00Z")
                    .link("https://ann.example/gears?a=1&b=2")
                    .html("<p>On <em>gears</em> &amp; ]]&gt; wheels.</p>")
                    .summary("On gears & wheels.")
                    .by("Ann", "Bo")
                    .tagged("Brass")
                    .language("en")
                    .enclosing(new Enclosure("https://ann.example/gears.mp3", "audio/mpeg", 12_345L))
                    .get(),
            Given.entry(bo, "Springs", "2026-03-01T07:30:00Z")
                    .updated("2026-03-05T10:00:00Z")
                    .edited()
                    .get());

    @ParameterizedTest
    @FieldSource("READ_BY_FEED_READERS")
    void anIndependentReaderFindsTheSameContent(Maker.Renderer renderer) throws Exception {
        var feed = read(renderer, edition);

        assertThat(feed.getTitle()).isEqualTo("Planet clocks");
        assertThat(feed.getDescription()).isEqualTo("All about clocks");
        // Of an Atom feed this reader takes `self` for the link; the page is among the others.
        assertThat(
                        feed.getLinks().isEmpty()
                                ? feed.getLink()
                                : feed.getLinks().getFirst().getHref())
                .isEqualTo("https://clocks.example/");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly("Gears & <b>wheels</b>", "Springs");
        var first = feed.getEntries().getFirst();
        assertThat(first.getLink()).isEqualTo("https://ann.example/gears?a=1&b=2");
        assertThat(first.getUri()).isEqualTo(first.getLink());
        assertThat(first.getPublishedDate()).isEqualTo(Date.from(Instant.parse("2026-03-02T07:30:00Z")));
        assertThat(first.getContents().getFirst().getValue())
                .isEqualTo("<p>On <em>gears</em> &amp; ]]&gt; wheels.</p>");
        assertThat(first.getDescription().getValue()).isEqualTo("On gears & wheels.");
        assertThat(first.getAuthor()).isEqualTo("Ann");
        assertThat(first.getCategories().getFirst().getName()).isEqualToIgnoringCase("Brass");
        assertThat(first.getEnclosures().getFirst().getUrl()).isEqualTo("https://ann.example/gears.mp3");
    }

    @Test
    void atomSaysWhereAnEntryComesFromAndWhenItChanged() throws Exception {
        var second = (Element)
                parse(new AtomFeed(), edition).getElementsByTagName("entry").item(1);

        assertThat(text(second, "updated")).isEqualTo("2026-03-05T10:00:00Z");
        assertThat(text(second, "published")).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(text(second, "name")).isEqualTo("Bo & Co");
        var source = (Element) second.getElementsByTagName("source").item(0);
        assertThat(text(source, "title")).isEqualTo("Bo & Co");
        assertThat(text(source, "id")).isEqualTo("https://bo-co.example/feed.xml");
    }

    @Test
    void theFeedWasUpdatedWhenItsNewestChangeWasMade() throws Exception {
        var root = parse(new AtomFeed(), edition).getDocumentElement();

        assertThat(text(root, "updated")).isEqualTo("2026-03-05T10:00:00Z");
        assertThat(text(root, "id")).isEqualTo("https://clocks.example/");
        var self = (Element) root.getElementsByTagName("link").item(1);
        assertThat(self.getAttribute("href")).isEqualTo("https://clocks.example/atom.xml");
    }

    @Test
    void rssNamesAuthorsDatesAndItselfAsItShould() throws Exception {
        var rss = parse(new RssFeed(), edition);
        var first = (Element) rss.getElementsByTagName("item").item(0);

        assertThat(text(first, "pubDate")).isEqualTo("Mon, 02 Mar 2026 07:30:00 +0000");
        assertThat(first.getElementsByTagName("dc:creator").getLength()).isEqualTo(2);
        assertThat(text(first, "source")).isEqualTo("Ann Wheel");
        var guid = (Element) first.getElementsByTagName("guid").item(0);
        assertThat(guid.getAttribute("isPermaLink")).isEqualTo("true");
        var self = (Element) rss.getElementsByTagName("atom:link").item(0);
        assertThat(self.getAttribute("href")).isEqualTo("https://clocks.example/rss20.xml");
    }

    @Test
    void opmlListsTheSubscriptions() throws Exception {
        var outlines = parse(new OpmlList(), edition).getElementsByTagName("outline");

        assertThat(IntStream.range(0, outlines.getLength())
                        .mapToObj(i -> (Element) outlines.item(i))
                        .map(one -> one.getAttribute("text") + " " + one.getAttribute("xmlUrl") + " "
                                + one.getAttribute("htmlUrl")))
                .containsExactly(
                        "Ann Wheel https://ann-wheel.example/feed.xml https://ann-wheel.example/",
                        "Bo & Co https://bo-co.example/feed.xml https://bo-co.example/");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void whatXmlForbidsIsLeftOut(Maker.Renderer renderer) throws Exception {
        var bad = "a\u0000b\u0008c\uD800d\uDC00e\uFFFEf\u000bg 😀 h";
        var odd = Given.planet("odd", Given.subscription("Odd " + bad));
        var entry = Given.entry(odd.subscriptions().getFirst(), bad, "2026-03-01T07:30:00Z")
                .link("https://odd.example/\u0001")
                .html("<p>" + bad + "</p>")
                .summary(bad)
                .by(bad)
                .tagged(bad)
                .get();

        var document = parse(renderer, Given.edition(odd, entry));

        assertThat(document.getDocumentElement().getTextContent() + attributes(document))
                .contains(renderer instanceof OpmlList ? "Odd abcdefg 😀 h" : "abcdefg 😀 h");
    }

    @Test
    void entriesThatShareAnAddressAreToldApart() throws Exception {
        var shared = Given.edition(
                planet,
                Given.entry(ann, "one", "2026-03-02T07:30:00Z")
                        .link("https://ann.example/")
                        .get(),
                Given.entry(ann, "two", "2026-03-01T07:30:00Z")
                        .link("https://ann.example/")
                        .get(),
                Given.entry(ann, "three", "2026-03-01T06:30:00Z").link(null).get());

        var ids = read(new AtomFeed(), shared).getEntries().stream()
                .map(SyndEntry::getUri)
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith("urn:orrery:e-"));
    }

    @ParameterizedTest
    @FieldSource("READ_BY_FEED_READERS")
    void anEmptyPlanetIsAFeedAsWell(Maker.Renderer renderer) throws Exception {
        assertThat(read(renderer, Given.edition(planet)).getEntries()).isEmpty();
    }

    private static SyndFeed read(Maker.Renderer renderer, Edition edition) throws Exception {
        return new SyndFeedInput().build(new InputSource(new ByteArrayInputStream(renderer.render(edition))));
    }

    private static Document parse(Maker.Renderer renderer, Edition edition) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(renderer.render(edition)));
    }

    private static String attributes(Document document) {
        var outline = (Element) document.getElementsByTagName("outline").item(0);
        return outline == null ? "" : outline.getAttribute("text");
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
