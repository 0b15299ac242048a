package dev.orrery.publisher.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.Enclosure;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Content;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class FeedsTest {
    private static final String HUB = "https://planets.example/hub";
    private static final Chain ALONE =
            new Chain("https://clocks.example/atom.xml", null, null, null, false, null, null, null);
    private static final Chain ARCHIVED = new Chain(
            "https://clocks.example/2026/03/atom.xml",
            null,
            "https://clocks.example/2026/03/atom.xml/page/2",
            "https://clocks.example/2026/03/atom.xml/page/2",
            true,
            "https://clocks.example/atom.xml",
            "https://clocks.example/2026/02/atom.xml",
            "https://clocks.example/2026/04/atom.xml");

    private final Subscription ann = Given.subscription("Ann Wheel");
    private final Subscription bo = Given.subscription("Bo & Co");
    private final Planet planet = Given.planet("clocks", ann, bo);
    private final Edition edition = Given.edition(
            planet,
            Given.entry(ann, "Gears & <b>wheels</b>", "2026-03-02T07:30:00Z")
                    .link("https://ann.example/gears?a=1&b=2")
                    .guid("https://ann.example/gears?a=1&b=2")
                    .html("<p>On <em>gears</em> &amp; ]]&gt; wheels.</p>")
                    .summary("On gears & <wheels>.")
                    .by("Ann", "Bo")
                    .tagged("Brass", "Old & new")
                    .language("en")
                    .picture("https://ann.example/gears.png", 320, 200)
                    .enclosing(
                            new Enclosure("https://ann.example/gears.mp3", "audio/mpeg", 12_345L),
                            new Enclosure("https://ann.example/gears.ogg", null, null),
                            new Enclosure("javascript:alert(1)", "audio/mpeg", 1L))
                    .get(),
            Given.entry(bo, "Springs", "2026-03-01T07:30:00Z")
                    .updated("2026-03-05T10:00:00Z")
                    .edited()
                    .get());

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON", "OPML", "FOAF"})
    void everyOutputIsAsItsSpecificationWantsIt(Format format) throws Exception {
        assertThat(Specification.problems(format, written(format, edition))).isEmpty();
        assertThat(Specification.problems(format, written(format, Given.edition(planet))))
                .isEmpty();
        assertThat(Specification.problems(format, written(format, edition, ARCHIVED)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void anIndependentReaderFindsTheSameContent(Format format) throws Exception {
        var told = Told.by(format, written(format, edition));

        assertThat(told)
                .containsExactly(
                        new Told(
                                "https://ann.example/gears?a=1&b=2",
                                "https://ann.example/gears?a=1&b=2",
                                "Gears & <b>wheels</b>",
                                "<p>On <em>gears</em> &amp; ]]&gt; wheels.</p>",
                                Instant.parse("2026-03-02T07:30:00Z"),
                                List.of("Ann", "Bo"),
                                List.of("Brass", "Old & new")),
                        new Told(
                                "urn:orrery:" + edition.posts().get(1).entry().entryId(),
                                "https://bo-co.example/springs",
                                "Springs",
                                "<p>Some text.</p>",
                                Instant.parse("2026-03-01T07:30:00Z"),
                                List.of("Bo & Co"),
                                List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON", "OPML", "FOAF"})
    void whatXmlForbidsIsLeftOutOfEveryOutput(Format format) throws Exception {
        var bad = "a\u0000b\u0008c\uD800d\uDC00e\uFFFEf\u000bg 😀 ]]> &amp; <script>h\r\n</script>";
        var odd = Given.planet("odd", Given.subscription("Odd " + bad));
        var entry = Given.entry(odd.subscriptions().getFirst(), bad, "2026-03-01T07:30:00Z")
                .link("https://odd.example/\u0001")
                .html("<p>" + bad + "</p>")
                .summary(bad)
                .by(bad)
                .tagged(bad)
                .language("en_US; \"'>")
                .enclosing(new Enclosure("https://odd.example/?a=\"<>&", "audio/mpeg\u0000", -1L))
                .get();

        var document = written(format, Given.edition(odd, entry));

        assertThat(Specification.problems(format, document)).isEmpty();
        if (format != Format.OPML && format != Format.FOAF) {
            assertThat(Told.by(format, document).getFirst().title().replace("\n", ""))
                    .isEqualTo("abcdefg 😀 ]]> &amp; <script>h</script>");
        }
    }

    @Test
    void anIdIsWhatTheFeedCalledTheEntryWhateverElseIsThere() throws Exception {
        var guid = Given.entry(ann, "one", "2026-03-02T07:30:00Z")
                .guid("tag:ann.example,2026:1")
                .link("https://ann.example/")
                .get();
        var none = Given.entry(ann, "two", "2026-03-01T07:30:00Z")
                .link("https://ann.example/")
                .get();

        var together = Told.by(Format.ATOM, written(Format.ATOM, Given.edition(planet, guid, none)));
        var alone = Told.by(Format.ATOM, written(Format.ATOM, Given.edition(planet, none)));

        assertThat(together.getFirst().id()).isEqualTo("tag:ann.example,2026:1");
        assertThat(together.get(1).id()).isEqualTo("urn:orrery:" + none.entryId());
        assertThat(alone.getFirst().id()).isEqualTo(together.get(1).id());
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void whatTwoFeedsNameTheSameIsOneEntry(Format format) throws Exception {
        var first = Given.entry(ann, "one", "2026-03-02T07:30:00Z")
                .guid("urn:uuid:1")
                .get();
        var second = Given.entry(bo, "one again", "2026-03-01T07:30:00Z")
                .guid("urn:uuid:1")
                .get();

        assertThat(Told.by(format, written(format, Given.edition(planet, first, second))))
                .extracting(Told::title)
                .containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void aPostWithoutAddressIsReadOnThePlanet(Format format) throws Exception {
        var entry = Given.entry(ann, "No address", "2026-03-02T07:30:00Z")
                .link(null)
                .get();

        var document = written(format, Given.edition(planet, entry));

        assertThat(Specification.problems(format, document)).isEmpty();
        assertThat(Told.by(format, document).getFirst().link())
                .isEqualTo("https://clocks.example/entry/" + entry.entryId() + "/no-address");
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void whereAnExcerptIsAskedForTheRestIsAtItsAuthors(Format format) throws Exception {
        var half = planet.withContent(Map.of(Content.ALL, Content.EXCERPT, "rss10", Content.FULL))
                .withSubscriptions(List.of(ann.withContent(Map.of("rss20", Content.FULL)), bo));
        var gears = Given.entry(ann, "Gears", "2026-03-02T07:30:00Z").get();
        var springs = Given.entry(bo, "Springs", "2026-03-01T07:30:00Z").get();

        var document = written(format, Given.edition(half, gears, springs));
        var told = Told.by(format, document);

        assertThat(Specification.problems(format, document)).isEmpty();
        assertThat(told)
                .extracting(post -> post.html() != null)
                .containsExactly(
                        switch (format) {
                            case RSS -> new Boolean[] {true, false};
                            case RDF -> new Boolean[] {true, true};
                            default -> new Boolean[] {false, false};
                        });
        assertThat(new String(document, StandardCharsets.UTF_8)).contains("Some text.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void aPostThatIsWrittenFromRightToLeftIsReadSo(Format format) throws Exception {
        var entry = Given.entry(ann, "ساعات", "2026-03-02T07:30:00Z")
                .language("ar")
                .html("<p>ساعات</p>")
                .get();

        var document = written(format, Given.edition(planet, entry));

        assertThat(Told.by(format, document).getFirst().html())
                .isEqualTo("<div lang=\"ar\" dir=\"rtl\"><p>ساعات</p></div>");
        assertThat(new String(document, StandardCharsets.UTF_8).replace(" ", ""))
                .containsAnyOf("xml:lang=\"ar\"", "<dc:language>ar<", "\"language\":\"ar\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"ATOM", "RSS", "RDF", "JSON"})
    void aFeedSaysWhichViewItIsOfWhereItIsAndWhoTellsOfNews(Format format) throws Exception {
        var tagged = scoped(new View.Tagged("brass"), "Brass");
        var month = scoped(new View.In(YearMonth.of(2026, 3)), null);
        var day = scoped(new View.On(LocalDate.of(2026, 3, 2)), null);

        assertThat(title(format, written(format, tagged))).isEqualTo("Planet clocks: Brass");
        assertThat(title(format, written(format, month))).isEqualTo("Planet clocks: March 2026");
        assertThat(title(format, written(format, day))).isEqualTo("Planet clocks: 2 March 2026");
        assertThat(title(format, written(format, edition))).isEqualTo("Planet clocks");
        assertThat(new String(written(format, tagged), StandardCharsets.UTF_8))
                .contains(
                        "\"https://clocks.example/tag/brass/" + format.file() + "\"",
                        "https://clocks.example/tag/brass/",
                        "\"" + HUB + "\"");
    }

    @Test
    void atomSaysWhereAnEntryComesFromAndWhenItChanged() throws Exception {
        var second = elements(Format.ATOM, edition, "entry").get(1);

        assertThat(text(second, "updated")).isEqualTo("2026-03-05T10:00:00Z");
        assertThat(text(second, "published")).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(text(second, "name")).isEqualTo("Bo & Co");
        assertThat(text(second, "uri")).isEqualTo("https://bo-co.example/");
        var source = (Element) second.getElementsByTagName("source").item(0);
        assertThat(text(source, "title")).isEqualTo("Bo & Co");
        assertThat(text(source, "id")).isEqualTo("https://bo-co.example/feed.xml");
        assertThat(text(source, "updated")).isEqualTo("2026-03-05T10:00:00Z");
        assertThat(source.getElementsByTagName("link").getLength()).isEqualTo(2);
    }

    @Test
    void aDateToComeThatNobodySawChangingIsNotBelieved() throws Exception {
        var claimed = Given.entry(ann, "Tomorrow", "2026-03-01T07:30:00Z")
                .updated("2099-01-01T00:00:00Z")
                .get();

        var entry =
                elements(Format.ATOM, Given.edition(planet, claimed), "entry").getFirst();

        assertThat(text(entry, "updated")).isEqualTo("2026-03-01T07:30:00Z");
    }

    @Test
    void authorsHaveTheirAddressesAndPostsTheirPicturesAndFiles() throws Exception {
        var entry = Given.entry(ann, "Gears", "2026-03-02T07:30:00Z")
                .by(new Entry.Author("Ann", "https://ann.example/about"))
                .get();

        var atom = elements(Format.ATOM, Given.edition(planet, entry), "entry").getFirst();
        var gears = elements(Format.ATOM, edition, "entry").getFirst();
        var json = EventCodec.json().readTree(written(Format.JSON, edition)).at("/items/0");

        assertThat(text(atom, "uri")).isEqualTo("https://ann.example/about");
        var thumbnail = (Element) gears.getElementsByTagName("media:thumbnail").item(0);
        assertThat(thumbnail.getAttribute("width")).isEqualTo("320");
        assertThat(json.path("image").asText()).isEqualTo("https://ann.example/gears.png");
        assertThat(json.at("/attachments").findValuesAsText("url"))
                .containsExactly("https://ann.example/gears.mp3", "https://ann.example/gears.ogg");
        assertThat(json.at("/attachments/0/size_in_bytes").asLong()).isEqualTo(12_345);
    }

    @Test
    void rssNamesAuthorsDatesAndTextsAsItShould() throws Exception {
        var items = elements(Format.RSS, edition, "item");
        var first = items.getFirst();

        assertThat(text(first, "pubDate")).isEqualTo("Mon, 02 Mar 2026 07:30:00 +0000");
        assertThat(text(first, "source")).isEqualTo("Ann Wheel");
        assertThat(attribute(first, "guid", "isPermaLink")).isEqualTo("true");
        assertThat(attribute(items.get(1), "guid", "isPermaLink")).isEqualTo("false");
        assertThat(text(items.get(1), "atom:updated")).isEqualTo("2026-03-05T10:00:00Z");
        // A description is markup.
        assertThat(Jsoup.parse(text(first, "description")).text()).isEqualTo("On gears & <wheels>.");
        assertThat(attribute(first, "enclosure", "length")).isEqualTo("12345");
        assertThat(attribute(first, "media:content", "url")).isEqualTo("https://ann.example/gears.ogg");
    }

    @Test
    void anArchiveDocumentSaysSoAndLeadsOn() throws Exception {
        var feed = Specification.parse(written(Format.ATOM, edition, ARCHIVED)).getDocumentElement();

        assertThat(feed.getElementsByTagNameNS(Chain.HISTORY, "archive").getLength())
                .isEqualTo(1);
        assertThat(IntStream.range(0, feed.getElementsByTagName("link").getLength())
                        .mapToObj(
                                i -> (Element) feed.getElementsByTagName("link").item(i))
                        .filter(link -> link.getParentNode() == feed)
                        .map(link -> link.getAttribute("rel")))
                .containsExactly(
                        "alternate", "self", "hub", "first", "next", "last", "current", "prev-archive", "next-archive");
    }

    @Test
    void opmlAndFoafListTheSubscriptions() throws Exception {
        assertThat(elements(Format.OPML, edition, "outline"))
                .extracting(one ->
                        one.getAttribute("text") + " " + one.getAttribute("xmlUrl") + " " + one.getAttribute("htmlUrl"))
                .containsExactly(
                        "Ann Wheel https://ann-wheel.example/feed.xml https://ann-wheel.example/",
                        "Bo & Co https://bo-co.example/feed.xml https://bo-co.example/");
        assertThat(elements(Format.FOAF, edition, "foaf:Agent"))
                .extracting(one -> text(one, "foaf:name") + " " + attribute(one, "foaf:Document", "rdf:about") + " "
                        + attribute(one, "rss:channel", "rdf:about"))
                .containsExactly(
                        "Ann Wheel https://ann-wheel.example/ https://ann-wheel.example/feed.xml",
                        "Bo & Co https://bo-co.example/ https://bo-co.example/feed.xml");
    }

    private Edition scoped(View view, @Nullable String name) {
        return new Edition(
                planet,
                edition.home(),
                new Scope(view, name, 1, false),
                edition.posts(),
                edition.feeds(),
                edition.tallies());
    }

    private static String title(Format format, byte[] document) throws Exception {
        if (format == Format.JSON) {
            JsonNode feed = EventCodec.json().readTree(document);
            return feed.path("title").asText();
        }
        return Specification.parse(document)
                .getElementsByTagName("title")
                .item(0)
                .getTextContent();
    }

    private static byte[] written(Format format, Edition edition) {
        return written(format, edition, ALONE);
    }

    private static byte[] written(Format format, Edition edition, Chain chain) {
        var feed = new Feed(edition, new Wanted(edition.scope().view(), 1, format), chain, HUB);
        return switch (format) {
            case ATOM -> new AtomFeed().write(feed);
            case RSS -> new RssFeed().write(feed);
            case RDF -> new RdfFeed().write(feed);
            case JSON -> new JsonFeed().write(feed);
            case OPML -> new OpmlList().render(edition);
            case FOAF -> new FoafRoll().render(edition);
            default -> throw new IllegalArgumentException("no feed: " + format);
        };
    }

    private static List<Element> elements(Format format, Edition edition, String name) throws Exception {
        var found = Specification.parse(written(format, edition)).getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String attribute(Element element, String name, String attribute) {
        return ((Element) element.getElementsByTagName(name).item(0)).getAttribute(attribute);
    }
}
