package dev.orrery.fetcher.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// From what somebody pasted to the feeds of a site.
class DiscoveryTest extends SiteStory {
    private static final String RSS = "<link rel=alternate type=application/rss+xml title='%s' href='%s'>";

    @Test
    void anAddressThatIsAFeedIsFoundWithOneRequest() throws InterruptedException {
        feed("/posts.xml", "Ann", 3);

        var feeds = found(" feed:" + url("/posts.xml") + " ");

        assertThat(feeds).singleElement().satisfies(feed -> {
            assertThat(feed.url()).isEqualTo(url("/posts.xml"));
            assertThat(feed.how()).isEqualTo(How.ADDRESS);
            assertThat(feed.feed().title()).isEqualTo("Ann");
            assertThat(feed.feed().format()).isEqualTo("rss_2.0");
            assertThat(feed.feed().entries()).hasSize(3);
            var newest = Objects.requireNonNull(feed.newest());
            assertThat(Objects.requireNonNull(newest.title()).value()).isEqualTo("Post 3");
            assertThat(FoundFeed.dateOf(newest)).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
        });
        assertThat(log).containsExactly("/posts.xml");
    }

    @Test
    void whatThePageNamesIsFoundTheMainFeedFirst() throws InterruptedException {
        page(
                "/",
                RSS.formatted("Comments", "/comments/feed/")
                        + RSS.formatted("Clocks", "/tag/clocks/feed/")
                        + RSS.formatted("Ann", "/main"));
        feed("/comments/feed/", "Comments on Ann", 2);
        feed("/tag/clocks/feed/", "Clocks", 2);
        feed("/main", "Ann", 2);

        assertThat(found(url("/")))
                .extracting(feed -> feed.feed().title())
                .containsExactly("Ann", "Clocks", "Comments on Ann");
        assertThat(log).containsExactly("/", "/main", "/tag/clocks/feed/", "/comments/feed/");
    }

    @Test
    void whoAsksForACategoryGetsItsFeedFirst() throws InterruptedException {
        page("/tag/clocks/", RSS.formatted("Ann", "/feed/") + RSS.formatted("Clocks", "/tag/clocks/feed/"));
        feed("/feed/", "Ann", 2);
        feed("/tag/clocks/feed/", "Clocks", 2);

        assertThat(found(url("/tag/clocks/")))
                .extracting(feed -> feed.feed().title())
                .containsExactly("Clocks", "Ann");
    }

    @Test
    void aFeedWithoutEntriesStandsBehindOneWithSome() throws InterruptedException {
        page("/", RSS.formatted("Old", "/old.xml") + RSS.formatted("New", "/new.xml"));
        feed("/old.xml", "Old", 0);
        feed("/new.xml", "New", 1);

        assertThat(found(url("/"))).extracting(feed -> feed.feed().title()).containsExactly("New", "Old");
    }

    @Test
    void aLinkHeaderIsAsGoodAsALinkElement() throws InterruptedException {
        answer(
                "/",
                new Page(
                        200,
                        "text/html",
                        "<html><p>No head",
                        Map.of("Link", "</f>; rel=\"alternate\"; type=\"application/rss+xml\"")));
        feed("/f", "Ann", 1);

        assertThat(found(url("/"))).extracting(FoundFeed::how).containsExactly(How.LINK_HEADER);
    }

    @Test
    void whatMadeThePageTellsWhereItsFeedIs() throws InterruptedException {
        page("/", "<meta name=generator content='Hugo 0.150'>");
        feed("/index.xml", "Ann", 1);

        assertThat(found(url("/"))).extracting(FoundFeed::how).containsExactly(How.PAGE_PATTERN);
        assertThat(log).containsExactly("/", "/index.xml");
    }

    @Test
    void aLinkThatLooksLikeAFeedIsTriedAndLeadsOn() throws InterruptedException {
        page("/", "<a href=/feeds/>Feeds</a>");
        page("/feeds/", "<a href='/list?format=rss'>All posts</a>");
        feed("/list?format=rss", "Ann", 1);

        assertThat(found(url("/"))).extracting(FoundFeed::url).containsExactly(url("/list?format=rss"));
        assertThat(log).hasSize(3);
    }

    @Test
    void aDeepPageThatNamesNothingLeadsToTheFrontPage() throws InterruptedException {
        page("/2024/05/a-post.html", "<p>Words");
        page("/", RSS.formatted("Ann", "/f"));
        feed("/f", "Ann", 1);

        assertThat(found(url("/2024/05/a-post.html")))
                .extracting(FoundFeed::url)
                .containsExactly(url("/f"));
    }

    @Test
    void aFrontPageThatOnlyRefreshesIsFollowed() throws InterruptedException {
        page("/", "<meta http-equiv=refresh content='0;url=/en/'>");
        page("/en/", RSS.formatted("Ann", "/f"));
        feed("/f", "Ann", 1);

        assertThat(found(url("/"))).hasSize(1);
    }

    @Test
    void aBlogBehindAFrontPageIsFound() throws InterruptedException {
        page("/", "<a href=/shop>Shop</a><a href=/journal/>Our Blog</a>");
        page("/journal/", RSS.formatted("Ann", "/f"));
        feed("/f", "Ann", 1);

        assertThat(found(url("/"))).hasSize(1);
        assertThat(log).containsExactly("/", "/journal/", "/f");
    }

    @Test
    void theUsualPlacesAreTriedAtLastInTheFolderToo() throws InterruptedException {
        page("/", "<p>Words");
        page("/blog/", "<p>Words");
        feed("/blog/atom.xml", "Ann", 1);

        assertThat(found(url("/blog/"))).extracting(FoundFeed::how).containsExactly(How.WELL_KNOWN);
        assertThat(log)
                .containsExactly("/blog/", "/", "/blog/feed", "/feed", "/blog/feed.xml", "/feed.xml", "/blog/atom.xml");
    }

    @Test
    void aPersonsPageIsNeverSearchedForInTheRestOfTheServer() throws InterruptedException {
        page("/@ann", "<p>Words");
        page("/", RSS.formatted("Everybody", "/everybody.rss"));
        feed("/everybody.rss", "Everybody", 5);

        assertThat(notFound(url("/@ann")).trail()).isNotEmpty();
        assertThat(log).containsExactly("/@ann.rss", "/@ann");
    }

    @Test
    void aPermanentRedirectIsTakenOverAndATemporaryOneIsNot() throws InterruptedException {
        redirect("/old", 301, "/moved");
        redirect("/moved", 302, "/today");
        feed("/today", "Ann", 1);

        assertThat(found(url("/old"))).singleElement().satisfies(feed -> {
            assertThat(feed.url()).isEqualTo(url("/moved"));
            assertThat(feed.answer().url()).isEqualTo(url("/today"));
            assertThat(feed.answer().hops()).extracting(hop -> hop.from()).containsExactly(url("/moved"));
        });
    }

    @Test
    void noAddressIsAskedForTwiceNotEvenByRedirect() throws InterruptedException {
        page("/", "<a href=/feed>RSS</a><a href=/rss>RSS</a>");
        redirect("/feed", 302, "/");
        redirect("/rss", 302, "/feed");

        var not = notFound(url("/"));

        assertThat(log).doesNotHaveDuplicates();
        assertThat(not.trail())
                .filteredOn(attempt -> attempt.url().equals(url("/feed")))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.sentence())
                        .isEqualTo("The server redirects to %s, which was asked already.".formatted(url("/"))));
    }

    @Test
    void aLoopOfRedirectsEndsWhereItCloses() throws InterruptedException {
        redirect("/a", 302, "/b");
        redirect("/b", 302, "/a");
        page("/", "<p>Words");

        notFound(url("/a"));

        assertThat(log).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void tenRequestsAreTheMost() throws InterruptedException {
        var links = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            links.append(RSS.formatted("Feed " + i, "/feed" + i)).append("<a href=/rss%d.xml>RSS</a>".formatted(i));
        }
        page("/", links.toString());

        var not = notFound(url("/"));

        assertThat(log).hasSize(10).doesNotHaveDuplicates();
        assertThat(not.reason())
                .startsWith("The page names a feed at " + url("/feed0") + ", but: The server answers 404");
    }

    @Test
    void aServerThatAnswersEverythingWithAPageIsNotGuessedAtForLong() throws InterruptedException {
        otherwise = new Page(200, "text/html", "<html><title>Our app</title>", Map.of());

        var not = notFound(url("/"));

        assertThat(log).hasSize(4);
        assertThat(not.reason())
                .isEqualTo(
                        "%s is a web page that names no feed, and there is none at 3 other addresses that were tried."
                                .formatted(url("/")));
    }

    @Test
    void aServerThatIsAskedTooOftenIsLeftAlone() throws InterruptedException {
        otherwise = new Page(429, "text/plain", "slow down", Map.of());

        assertThat(notFound(url("/blog/")).reason()).startsWith("The server answers 429");
        assertThat(log).hasSize(1);
    }

    @Test
    void aHugePageIsReadAtItsBeginning() throws InterruptedException {
        page("/", RSS.formatted("Ann", "/f") + "<p>words ".repeat(1_250_000));
        feed("/f", "Ann", 1);

        assertThat(found(url("/"))).hasSize(1);
    }

    @Test
    void whatIsNoFeedIsShownByItsBeginning() throws InterruptedException {
        answer("/feed.xml", new Page(200, "text/plain", "Hello \u001b[31mthere\n\n we are no feed", Map.of()));

        var attempt = notFound(url("/feed.xml")).trail().getFirst();

        assertThat(attempt.step()).isEqualTo(Attempt.Step.NOT_A_FEED);
        assertThat(attempt.head()).isEqualTo("Hello [31mthere we are no feed");
    }
}
