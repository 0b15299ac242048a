package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Enclosure;
import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.FeedMark;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.theme.Themes;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PlanetPageTest {
    private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";
    private static final Themes THEMES = new Themes(null);

    private final Subscription ann = Given.subscription("Ann Wheel");
    private final Subscription bo = Given.subscription("Bo Spring");
    private final Planet planet = Given.planet("clocks", ann, bo);

    @Test
    void everyPlanetStyleOfTwentyYearsFindsItsClasses() {
        var page = page(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").get());

        for (var name : List.of(
                ".planetdate",
                ".planetchannel",
                ".planetitem",
                ".planettitle",
                ".planetcontent",
                ".planetauthor",
                "#planetheader",
                "#planetsidebar",
                "#planetsubscriptions")) {
            assertThat(page.select(name)).as(name).hasSize(1);
        }
    }

    @Test
    void headingsComeInOrder() {
        var page = page(
                Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").get(),
                Given.entry(bo, "Springs", "2026-03-01T06:30:00Z").get());

        assertThat(page.select("main h2, main h3, main h4").eachText())
                .containsExactly(
                        "Sunday 1 March 2026",
                        "AW Ann Wheel ann-wheel.example",
                        "Gears",
                        "BS Bo Spring bo-spring.example",
                        "Springs");
        assertThat(page.select("h1").eachText()).containsExactly("Planet clocks");
    }

    @Test
    void aPostSaysWhoWroteItAndWhen() {
        var page = page(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z")
                .by("Ann Wheel", "Bo Spring")
                .tagged("Brass", "Clock work")
                .get());

        var footer = page.selectFirst(".planetauthor");
        assertThat(footer.selectFirst(".byline").text()).isEqualTo("by Ann Wheel and Bo Spring");
        assertThat(footer.selectFirst("time").attr("datetime")).isEqualTo("2026-03-01T07:30:00Z");
        assertThat(footer.selectFirst(".when").text()).isEqualTo("1 March 2026, 07:30 UTC");
        assertThat(footer.select(".tags li").eachText()).containsExactly("Brass", "Clock work");
    }

    @Test
    void aPostLeadsToAllThatThereIsOfIt() {
        var entry = Given.entry(ann, "Gears", "2026-03-01T07:30:00Z")
                .by("Ann Wheel", "Bo Spring")
                .tagged("Brass", "Clock work")
                .get();
        var page = page(entry);

        assertThat(page.selectFirst(".planettitle a").attr("href")).isEqualTo("https://ann-wheel.example/gears");
        assertThat(page.selectFirst(".when a").attr("href")).isEqualTo("entry/" + entry.entryId() + "/gears");
        assertThat(page.select(".author a").eachAttr("href")).containsExactly("author/ann-wheel/", "author/bo-spring/");
        assertThat(page.select(".tags a").eachAttr("href")).containsExactly("tag/brass/", "tag/clock%20work/");
        assertThat(page.selectFirst(".why").attr("href")).isEqualTo("why/" + entry.entryId());
        assertThat(page.select(".planetchannel a").eachAttr("href"))
                .containsExactly("feed/ann-wheel/", "https://ann-wheel.example/");
        assertThat(page.selectFirst(".planetdate a").attr("href")).isEqualTo("2026/03/01/");
    }

    @Test
    void whereTheFeedNamesNobodyTheSubscriptionIsTheAuthor() {
        var page = page(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").get());

        assertThat(page.selectFirst(".planetauthor .author").text()).isEqualTo("Ann Wheel");
    }

    @Test
    void timesAreThoseOfThePlanet() {
        var berlin = Given.planet("clocks", "Europe/Berlin", "de", ann);
        var page = render(Given.edition(
                berlin, Given.entry(ann, "Late", "2026-07-01T22:30:00Z").get()));

        assertThat(page.selectFirst(".planetdate").text()).isEqualTo("Donnerstag 2. Juli 2026");
        assertThat(page.selectFirst(".planetdate time").attr("datetime")).isEqualTo("2026-07-02");
        assertThat(page.selectFirst(".when").text()).isEqualTo("2. Juli 2026, 00:30 MESZ");
        assertThat(page.selectFirst(".planetauthor time").attr("datetime")).isEqualTo("2026-07-01T22:30:00Z");
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
    }

    @Test
    void hostileWordsStayWords() {
        var evil = withName(HOSTILE);
        var hostile = new Planet(
                "evil",
                1,
                HOSTILE,
                HOSTILE,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                List.of(evil));
        var page = render(Given.edition(
                hostile,
                Given.entry(evil, HOSTILE, "2026-03-01T07:30:00Z")
                        .link("https://evil.example/\"><script>alert(1)</script>")
                        .language("\"><script>")
                        .by(HOSTILE)
                        .tagged(HOSTILE)
                        .cut(HOSTILE)
                        .summary(HOSTILE)
                        .html("<p>" + "word ".repeat(400) + "</p><p>" + "word ".repeat(400) + "</p>")
                        .enclosing(new Enclosure("https://evil.example/\"'><script>", null, null))
                        .get()));

        assertThat(page.select("script:not([src^=/assets/modern/live-]), [onerror], img"))
                .isEmpty();
        assertThat(page.title()).isEqualTo(HOSTILE.strip());
        assertThat(page.selectFirst("h1").text()).isEqualTo(HOSTILE);
        assertThat(page.selectFirst(".planettitle").text()).isEqualTo(HOSTILE);
        assertThat(page.selectFirst(".author").text()).isEqualTo(HOSTILE);
        assertThat(page.selectFirst(".tags li").text()).isEqualTo(HOSTILE);
        assertThat(page.selectFirst(".cut").text())
                .as("said in the page's words, not in the fetcher's")
                .isEqualTo("Too long to be kept whole: its end is on its author’s site");
        assertThat(page.selectFirst(".more summary .unfold").text()).contains(HOSTILE);
        assertThat(page.selectFirst("meta[name=description]").attr("content")).isEqualTo(HOSTILE);
    }

    @Test
    void onlyWebAddressesBecomeLinks() {
        var bad = new Subscription(
                "bad",
                ann.feedId(),
                "javascript:alert(1)",
                "Bad",
                "javascript:alert(1)",
                "data:text/html,x",
                List.of(),
                Planet.State.ACTIVE,
                Map.of());
        var page = render(Given.edition(
                Given.planet("bad", bad),
                Given.entry(bad, "Bad", "2026-03-01T07:30:00Z")
                        .link("javascript:alert(1)")
                        .get()));

        assertThat(page.html()).doesNotContain("javascript:").doesNotContain("data:text");
        assertThat(page.selectFirst(".planettitle").text()).isEqualTo("Bad");
    }

    @Test
    void aPostWithoutTitleIsCalledByItsFirstWords() {
        var page = page(
                Given.entry(ann, "one", "2026-03-02T07:30:00Z")
                        .untitled()
                        .summary("It snowed all night, and in the morning the clock on the tower had stopped at four.")
                        .get(),
                Given.entry(ann, "two", "2026-03-01T07:30:00Z")
                        .untitled()
                        .summary(null)
                        .get());

        assertThat(page.select(".planettitle.untitled").eachText())
                .containsExactly(
                        "It snowed all night, and in the morning the clock on the …", "Untitled, 1 March 2026");
    }

    @Test
    void anEditIsMarked() {
        var page = page(
                Given.entry(ann, "one", "2026-03-03T07:30:00Z").edited().get(),
                Given.entry(ann, "two", "2026-03-02T07:30:00Z")
                        .updated("2026-03-04T08:00:00Z")
                        .get(),
                Given.entry(ann, "three", "2026-03-01T07:30:00Z")
                        .updated("2026-03-01T07:45:00Z")
                        .get());

        assertThat(page.select(".planetitem").stream()
                        .map(item -> item.select(".changed").text()))
                .containsExactly("edited", "updated 4 March 2026", "");
    }

    @Test
    void aPostInArabicIsWrittenFromTheRight() {
        var page = page(
                Given.entry(ann, "ليلة تحت النجوم", "2026-03-02T07:30:00Z")
                        .language("ar")
                        .get(),
                Given.entry(ann, "Sky", "2026-03-01T07:30:00Z")
                        .language("en_US")
                        .get());

        assertThat(page.select(".planetcontent").eachAttr("dir")).containsExactly("rtl", "auto");
        assertThat(page.select(".planetitem").eachAttr("lang")).containsExactly("ar", "en-US");
    }

    @Test
    void whatTheEnricherSanitizedIsWrittenAsItIs() {
        var html = "<p>5 &lt; 6</p><pre>a\n  b</pre><figure><img src=\"https://ann.example/x.png\" alt=\"\"></figure>";
        var page = page(
                Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").html(html).get());

        assertThat(page.outputSettings(new Document.OutputSettings().prettyPrint(false))
                        .selectFirst(".planetcontent")
                        .html())
                .isEqualTo(html);
    }

    @Test
    void whatIsWiderThanThePageCanBeReachedByKeys() {
        var page = page(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z")
                .html("<pre>short</pre><pre class=\"language-c\">" + "long ".repeat(20)
                        + "</pre><table><tr><td>x</td></tr></table>")
                .get());

        assertThat(page.select("[tabindex=0]").eachText())
                .containsExactly("long ".repeat(20).strip(), "x");
    }

    @Test
    void theMarginSaysHowEachFeedFares() {
        var names = List.of("Cy Fresh", "Di Broken", "Ed Gone", "Flo Quiet", "Gus Paused", "Hal Moved");
        var all = names.stream().map(PlanetPageTest::withName).toArray(Subscription[]::new);
        var edition = Given.edition(
                Given.planet("clocks", all),
                Given.entry(all[5], "new", "2026-03-01T07:30:00Z").get(),
                Given.entry(all[3], "old", "2025-03-01T07:30:00Z").get());
        var feeds = new HashMap<>(edition.feeds());
        feeds.remove(all[0].feedId());
        feeds.put(all[1].feedId(), FeedMark.of(Given.feed(all[1], State.FAILING, 404)));
        feeds.put(all[2].feedId(), FeedMark.of(Given.feed(all[2], State.GONE, 410)));
        feeds.put(all[4].feedId(), FeedMark.of(Given.feed(all[4], State.PAUSED, null)));
        feeds.put(all[5].feedId(), FeedMark.of(Given.feed(all[5], State.MOVED, 301)));
        var page = render(new Edition(
                edition.planet(),
                edition.home(),
                edition.scope(),
                edition.posts(),
                Map.copyOf(feeds),
                edition.tallies()));

        assertThat(page.select("#planetsubscriptions .name").eachText()).containsExactlyElementsOf(names);
        assertThat(page.select("#planetsubscriptions .n").eachText())
                .containsExactly(
                        "not polled yet",
                        "404 since 1 Mar 2026",
                        "gone since 1 Mar 2026",
                        "quiet since Mar 2025",
                        "paused",
                        "1 Mar 2026");
        assertThat(page.selectFirst("#planetsubscriptions .bad .n").attr("title"))
                .isEqualTo("In trouble since 1 March 2026");
    }

    @Test
    void aFaceIsAPortraitOrInitialsThatAreAlwaysTheSame() {
        assertThat(Face.of("Ann Wheel", null).initials()).isEqualTo("AW");
        assertThat(Face.of("綿貫すずね", null).initials()).isEqualTo("綿");
        assertThat(Face.of("édith", null).initials()).isEqualTo("É");
        assertThat(Face.of("  ***  ", null).initials()).isEqualTo("·");
        assertThat(Face.of("Ann", null)).isEqualTo(Face.of("Ann", "ftp://nowhere"));
        assertThat(Face.of("Ann", "https://ann.example/a.png").image()).isEqualTo("https://ann.example/a.png");
    }

    @Test
    void anEmptyPlanetSaysSoKindly() {
        assertThat(page().selectFirst(".river").text()).startsWith("Nothing has been posted yet.");
        assertThat(render(Given.edition(Given.planet("alone")))
                        .selectFirst(".river")
                        .text())
                .contains("Add a blog to its file");
    }

    @Test
    void feedsAreFoundByThoseWhoLook() {
        var page = page();

        assertThat(page.select("link[rel=alternate]").eachAttr("href"))
                .containsExactly("atom.xml", "rss20.xml", "rss10.xml", "feed.json");
        assertThat(page.select("#follow a").eachAttr("href"))
                .containsExactly("atom.xml", "rss20.xml", "rss10.xml", "feed.json", "opml.xml", "foafroll.xml");
        assertThat(page.selectFirst("link[rel=canonical]").attr("href")).isEqualTo("https://clocks.example/");
    }

    @Test
    void whereAnExcerptIsAskedForTheRestIsAtItsAuthors() {
        var half = planet.withContent(Map.of("page", Planet.Content.EXCERPT));
        var entry = Given.entry(ann, "Gears", "2026-03-01T07:30:00Z")
                .html("<p>All of <em>it</em>.</p>")
                .summary("The beginning.")
                .get();

        var page = render(Given.edition(half, entry));

        assertThat(page.selectFirst(".planetcontent").text()).isEqualTo("The beginning.");
    }

    @Test
    void nothingIsInlineThatThePolicyForbids() {
        var page = page(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").get());

        assertThat(page.select("script:not([src]), style, [style]")).isEmpty();
        assertThat(page.select("script")).allMatch(script -> script.data().isEmpty());
    }

    private static Subscription withName(String name) {
        var one = Given.subscription(name);
        return new Subscription(
                one.id(),
                one.feedId(),
                one.feedUrl(),
                name,
                "https://example.org/",
                null,
                List.of(),
                Planet.State.ACTIVE,
                Map.of());
    }

    private Document page(Entry... entries) {
        return render(Given.edition(planet, entries));
    }

    private static Document render(Edition edition) {
        var bytes = new PlanetPage(THEMES, EnumSet.allOf(Format.class)).render(edition, Around.NOTHING);
        return Jsoup.parse(new String(bytes, StandardCharsets.UTF_8));
    }
}
