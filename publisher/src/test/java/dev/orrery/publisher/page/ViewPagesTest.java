package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What readers find at the addresses of a planet's views.
class ViewPagesTest {
    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann Wheel");
    private final Subscription bo = Given.subscription("Bo Spring");
    private final Planet clocks = Given.planet("clocks", ann, bo);

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.put(Given.feed(ann, State.OK, null));
        store.put(Given.feed(bo, State.FAILING, 404));
    }

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @Test
    void aTagHasItsPostsAndFeedsOfItsOwn() throws Exception {
        show(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z"), ann, "Clock work");
        show(Given.entry(bo, "Springs", "2026-03-02T07:30:00Z"), bo, "Steel");

        var page = page("tag/clock%20work/");

        assertThat(page.select("h1").eachText()).containsExactly("Posts tagged “Clock work”");
        assertThat(page.select(".planettitle").eachText()).containsExactly("Gears");
        assertThat(page.title()).isEqualTo("Posts tagged “Clock work” – Planet clocks");
        assertThat(page.selectFirst("link[rel=canonical]").attr("href"))
                .isEqualTo("https://planets.example/clocks/tag/clock%20work/");
        assertThat(page.select("link[rel=alternate]").eachAttr("href"))
                .contains("../../tag/clock%20work/atom.xml", "../../tag/clock%20work/rss20.xml");
        assertThat(page.selectFirst(".masthead .of a").attr("href")).isEqualTo("../../");
    }

    @Test
    void anAuthorIsFoundWhicheverBlogTheyWriteIn() throws Exception {
        show(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z").by("Ann Wheel", "Cy Guest"), ann);
        show(Given.entry(bo, "Springs", "2026-03-02T07:30:00Z").by("Cy Guest"), bo);

        var page = page("author/cy-guest/");

        assertThat(page.select("h1 .name").eachText()).containsExactly("Posts by Cy Guest");
        assertThat(page.selectFirst("h1 .face").text()).isEqualTo("CG");
        assertThat(page.select(".planettitle").eachText()).containsExactly("Springs", "Gears");
    }

    @Test
    void aBlogIsIntroducedWithItsSiteItsFeedAndHowThatFares() throws Exception {
        show(Given.entry(bo, "Springs", "2026-03-02T07:30:00Z"), bo);

        var heading = page("feed/bo-spring/").selectFirst(".heading");

        assertThat(heading.selectFirst("h1 .name").text()).isEqualTo("Bo Spring");
        assertThat(heading.select("a").eachAttr("href"))
                .containsExactly(
                        "https://bo-spring.example/",
                        "https://bo-spring.example/feed.xml",
                        "../../feed/bo-spring/titles");
        assertThat(heading.selectFirst(".mark.bad").text()).isEqualTo("404 since 1 Mar 2026");
        assertThat(heading.selectFirst(".hint").text()).isEqualTo("In trouble since 1 March 2026");
    }

    @Test
    void aBlogThatHasPostedNothingYetHasItsPage() throws Exception {
        var page = page("feed/ann-wheel/");

        assertThat(page.selectFirst("h1 .name").text()).isEqualTo("Ann Wheel");
        assertThat(page.selectFirst(".nothing").text()).isEqualTo("Nothing has been posted yet.");
    }

    @Test
    void aDayShowsThePlanetAsItStoodAndLeadsToItsNeighbours() throws Exception {
        show(Given.entry(ann, "Early", "2026-02-25T07:30:00Z"), ann);
        show(Given.entry(ann, "That day", "2026-03-01T07:30:00Z"), ann);
        show(Given.entry(ann, "Late", "2026-03-09T07:30:00Z"), ann);

        var page = page("2026/03/01/");

        assertThat(page.selectFirst("h1").text()).isEqualTo("1 March 2026");
        assertThat(page.selectFirst(".lead").text()).isEqualTo("The planet as it stood at the end of this day.");
        assertThat(page.select(".planettitle").eachText()).containsExactly("That day", "Early");
        assertThat(page.select(".near a").eachText())
                .containsExactly("Day before: 25 February 2026", "Day after: 9 March 2026", "Titles only");
        assertThat(page.select(".near a").eachAttr("href"))
                .containsExactly("../../../2026/02/25/", "../../../2026/03/09/", "../../../2026/03/01/titles");
    }

    @Test
    void aMonthHasAllItsPosts() throws Exception {
        show(Given.entry(ann, "January", "2026-01-25T07:30:00Z"), ann);
        show(Given.entry(ann, "March", "2026-03-01T07:30:00Z"), ann);

        var page = page("2026/03/");

        assertThat(page.selectFirst("h1").text()).isEqualTo("March 2026");
        assertThat(page.select(".planettitle").eachText()).containsExactly("March");
        assertThat(page.select(".near a").eachText()).containsExactly("Month before: January 2026", "Titles only");
    }

    @Test
    void pagesAreTurnedBackToTheFirstPost() throws Exception {
        IntStream.range(0, 130)
                .forEach(i -> show(
                        Given.entry(ann, "post " + i, "2026-03-%02dT%02d:00:00Z".formatted(1 + i / 24, i % 24)), ann));

        var second = page("page/2");
        var third = page("page/3");

        assertThat(page("").select(".pager a").eachAttr("href")).containsExactly("page/2");
        assertThat(second.selectFirst("h1").text()).isEqualTo("Older posts, page 2");
        assertThat(second.select("link[rel=prev], link[rel=next]").eachAttr("href"))
                .containsExactly("../", "../page/3");
        assertThat(second.select(".pager a").eachText()).containsExactly("Newer posts", "Older posts");
        assertThat(third.select(".pager a").eachText()).containsExactly("Newer posts");
        assertThat(third.select(".planettitle").last().text()).isEqualTo("post 0");
    }

    @Test
    void whatABurstCrowdsOutIsOneLineOnThePlanetAndWholeInItsBlog() throws Exception {
        show(Given.entry(ann, "shown", "2026-03-10T10:00:00Z"), ann);
        show(Given.entry(bo, "between", "2026-03-10T09:30:00Z"), bo);
        show(Given.entry(ann, "shown too", "2026-03-10T09:00:00Z"), ann);
        for (int i = 0; i < 7; i++) {
            var entry = Given.entry(ann, "burst " + i, "2026-03-10T0%d:00:00Z".formatted(i))
                    .get();
            store.put(entry);
            store.put(Given.crowdedOut(Given.placement(clocks, ann, entry)));
        }

        var page = page("");

        assertThat(page.select(".planettitle").eachText()).containsExactly("shown", "between", "shown too");
        assertThat(page.select(".elsewhere").eachText()).containsExactly("and 7 more posts of this blog on this day");
        assertThat(page.select(".channel").last().selectFirst(".elsewhere a").attr("href"))
                .isEqualTo("feed/ann-wheel/");
        assertThat(page("feed/ann-wheel/").select(".planettitle")).hasSize(9);
    }

    @Test
    void aPostAloneIsWholeAndAtHomeOnItsAuthorsSite() throws Exception {
        var before = show(Given.entry(ann, "Before", "2026-02-01T07:30:00Z"), ann);
        var entry = show(
                Given.entry(ann, "Long story", "2026-03-01T07:30:00Z")
                        .summary("It begins.")
                        .html("<h5>Part</h5><h6>Detail</h6>" + "<p>word</p>".repeat(1_000)),
                ann,
                "Brass");
        var page = page("entry/" + entry.entryId() + "/long-story");

        assertThat(page.select("h1").eachText()).containsExactly("Long story");
        assertThat(page.select(".planetcontent h2, .planetcontent h3").eachText())
                .containsExactly("Part", "Detail");
        assertThat(page.select("details")).isEmpty();
        assertThat(page.selectFirst("link[rel=canonical]").attr("href"))
                .isEqualTo("https://ann-wheel.example/long-story");
        assertThat(page.selectFirst("meta[property=og:type]").attr("content")).isEqualTo("article");
        assertThat(page.selectFirst("meta[name=description]").attr("content")).isEqualTo("It begins.");
        assertThat(page.selectFirst(".readat a").text()).isEqualTo("Read it at ann-wheel.example");
        assertThat(page.select(".pager a").eachAttr("href"))
                .containsExactly("../../entry/" + before.entryId() + "/before");
    }

    @Test
    void titlesAreAllThatTheyPromise() throws Exception {
        show(Given.entry(ann, "Gears", "2026-03-01T07:30:00Z"), ann);
        var untitled =
                show(Given.entry(bo, "note", "2026-03-01T06:30:00Z").untitled().link(null), bo);

        var page = page("titles");

        assertThat(page.selectFirst("h1").text()).isEqualTo("Titles");
        assertThat(page.selectFirst("[aria-current]").text()).isEqualTo("Titles");
        assertThat(page.select(".title").eachText()).containsExactly("Gears", "Some text.");
        assertThat(page.select(".title").eachAttr("href"))
                .containsExactly("https://ann-wheel.example/gears", "entry/" + untitled.entryId() + "/post");
        assertThat(page.select(".planetcontent")).isEmpty();
        assertThat(page("feed/bo-spring/titles").select(".title")).hasSize(1);
    }

    @Test
    void tagsStandByHowOftenTheyAreUsed() throws Exception {
        show(Given.entry(ann, "a", "2026-03-01T07:30:00Z"), ann, "Brass", "Oil");
        show(Given.entry(ann, "b", "2026-03-01T08:30:00Z"), ann, "Oil", "c/a");

        var page = page("tags");

        assertThat(page.select(".counts .name").eachText()).containsExactly("Oil", "Brass", "c/a");
        assertThat(page.select(".counts .count").eachText()).containsExactly("2", "1", "1");
        assertThat(page.select(".counts a").eachAttr("href")).containsExactly("tag/oil/", "tag/brass/", "tag/c%2Fa/");
        assertThat(page.select(".letter")).isEmpty();
    }

    @Test
    void manyTagsAreAlsoListedByName() throws Exception {
        var labels = IntStream.range(0, 50)
                .mapToObj(i -> (char) ('a' + i % 26) + "-tag-" + i)
                .toArray(String[]::new);
        show(Given.entry(ann, "a", "2026-03-01T07:30:00Z"), ann, labels);
        show(Given.entry(ann, "b", "2026-03-01T07:30:00Z"), ann, "Élan", "3D");

        var page = page("tags");

        assertThat(page.select(".index > .counts li")).hasSize(24);
        assertThat(page.select(".letter a")).hasSize(52);
        assertThat(page.select(".letter h3").eachText())
                .startsWith("Other", "A")
                .endsWith("Z");
    }

    @Test
    void theArchiveGoesByMonthsAndPeople() throws Exception {
        show(Given.entry(ann, "a", "2024-12-31T07:30:00Z"), ann);
        show(Given.entry(ann, "b", "2026-03-01T07:30:00Z").by("Ann Wheel", "Cy Guest"), ann);

        var page = page("archive");

        assertThat(page.select(".year h3").eachText()).containsExactly("2026 1 post", "2024 1 post");
        assertThat(page.select(".months a").eachAttr("aria-label"))
                .containsExactly("March 2026: 1 post", "December 2024: 1 post");
        assertThat(page.select(".months a").eachAttr("href")).containsExactly("2026/03/", "2024/12/");
        assertThat(page.select(".people a").eachAttr("href"))
                .containsExactly("feed/ann-wheel/", "feed/bo-spring/", "author/ann-wheel/", "author/cy-guest/");
    }

    @Test
    void theSitemapNamesThePagesThatAreAtHomeHere() throws Exception {
        show(Given.entry(ann, "a", "2026-03-01T07:30:00Z"), ann, "Brass");

        var map = Jsoup.parse(text("sitemap.xml"), "", org.jsoup.parser.Parser.xmlParser());

        assertThat(map.select("loc").eachText())
                .containsExactlyElementsOf(List.of(
                                "",
                                "titles",
                                "archive",
                                "tags",
                                "2026/03/",
                                "feed/ann-wheel/",
                                "author/ann-wheel/",
                                "tag/brass/")
                        .stream()
                        .map(address -> "https://planets.example/clocks/" + address)
                        .toList());
        assertThat(map.select("lastmod").eachText()).containsOnly("2026-03-01T07:30:00Z");
    }

    @Test
    void aPlanetWithAnOldestDayGoesOnWithTheNextPage() throws Exception {
        var week = Given.plain("week", "Week", 60, 7, ann);
        store.put(week);
        for (int day = 1; day <= 20; day++) {
            store.show(
                    week,
                    ann,
                    Given.entry(ann, "day " + day, "2026-03-%02dT08:00:00Z".formatted(day))
                            .get());
        }

        var first = Jsoup.parse(read("/week/"));
        var second = Jsoup.parse(read("/week/page/2"));

        assertThat(first.select(".planettitle").last().text()).isEqualTo("day 13");
        assertThat(second.select(".planettitle").first().text()).isEqualTo("day 12");
        assertThat(second.select(".planettitle").last().text()).isEqualTo("day 1");
    }

    private Entry show(Given.EntryBuilder builder, Subscription one, String... tags) {
        var entry = builder.get();
        store.show(clocks, one, entry, tags);
        return entry;
    }

    private Document page(String address) throws Exception {
        return Jsoup.parse(text(address));
    }

    private String text(String address) throws Exception {
        return read("/clocks/" + address);
    }

    private String read(String path) throws Exception {
        var answer = site.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
