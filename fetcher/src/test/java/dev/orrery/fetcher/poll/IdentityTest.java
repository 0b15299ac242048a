package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.poll.Posts.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a feed does to its guids, links and dates: no old post climbs, no new post is lost, and no flood
/// comes of it.
@ParameterizedClass
@EnumSource
class IdentityTest extends FeedStory {
    private static final Posts BLOG = Posts.named("gears", "springs", "wheels", "pendulums");

    /// What consumers know, by entry.
    private final Map<String, RawEntry> told = new HashMap<>();

    IdentityTest(TestDatabases kind) {
        super(kind);
    }

    /// Polls, and looks at what must hold of whatever is told.
    private List<RawEntry> poll(Posts posts) throws InterruptedException {
        return poll(posts.rss());
    }

    private List<RawEntry> poll(String rss) throws InterruptedException {
        changed(rss);
        poll();
        var records = kafka.take();
        for (var record : records) {
            var before = told.put(record.entryId(), record);
            assertThat(record.rankAt()).isBeforeOrEqualTo(record.firstSeenAt());
            if (before != null) {
                assertThat(record.revision()).isEqualTo(before.revision() + 1);
                assertThat(record.firstSeenAt()).isEqualTo(before.firstSeenAt());
                assertThat(record.rankAt()).as("an old post climbs").isEqualTo(before.rankAt());
                assertThat(record.key()).isEqualTo(before.key());
            }
        }
        return records;
    }

    private void nobodyIsNew(List<RawEntry> records) {
        assertThat(records).as("a flood").noneMatch(record -> record.revision() == 1);
    }

    /// Once a document was taken, it says nothing more.
    private void isSettled(Posts posts) throws InterruptedException {
        assertThat(poll(posts)).as("the same document again").isEmpty();
    }

    private static List<String> titles(List<RawEntry> records) {
        return records.stream()
                .map(record -> Objects.requireNonNull(record.source().title()).value())
                .toList();
    }

    private Map<String, Instant> ranks() {
        return told.values().stream()
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.source().title()).value(), RawEntry::rankAt));
    }

    @Test
    void aFeedWithoutGuids() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid(null));
        assertThat(poll(blog)).hasSize(4);

        isSettled(blog);
        assertThat(titles(poll(
                        blog.with(Post.of("escapements", "2026-03-10T09:00:00Z").guid(null)))))
                .containsExactly("On escapements");
    }

    @Test
    void guidsThatAreAddedLater() throws InterruptedException {
        poll(BLOG.each(post -> post.guid(null)));

        nobodyIsNew(poll(BLOG));
        isSettled(BLOG);
    }

    @Test
    void aGuidThatAllEntriesShare() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid("the blog"));
        assertThat(poll(blog)).hasSize(4);

        var grown = blog.with(Post.of("escapements", "2026-03-10T09:00:00Z").guid("the blog"));
        assertThat(titles(poll(grown))).containsExactly("On escapements");
        isSettled(grown);
    }

    /// As long as there is but one post, the blog's guid is the post's.
    @Test
    void aGuidThatIsRepeatedFromTheSecondPostOn() throws InterruptedException {
        var first = Posts.named("gears").each(post -> post.guid("the blog"));
        poll(first);

        assertThat(titles(poll(first.with(
                        Post.of("escapements", "2026-03-10T09:00:00Z").guid("the blog")))))
                .filteredOn("On escapements"::equals)
                .hasSize(1);
        assertThat(told).hasSize(2);
    }

    @Test
    void guidsThatAllChangeWithTheSameLinks() throws InterruptedException {
        poll(BLOG);
        var moved = BLOG.each(post -> post.guid("https://new.example/?p=" + post.guid()));

        nobodyIsNew(poll(moved));
        isSettled(moved);
        assertThat(titles(poll(moved.with(Post.of("escapements", "2026-03-10T09:00:00Z")))))
                .containsExactly("On escapements");
    }

    @Test
    void linksThatAllChangeWithTheSameGuids() throws InterruptedException {
        poll(BLOG);
        var moved = BLOG.each(post -> post.link("https://new.example/posts/" + post.guid() + "/"));

        nobodyIsNew(poll(moved));
        isSettled(moved);
    }

    @Test
    void guidsAndLinksThatChangeWithTheSameTitleAndText() throws InterruptedException {
        poll(BLOG);
        var moved = BLOG.each(post -> post.link("https://new.example/posts/" + post.guid() + "/")
                .guid("urn:x:" + post.guid())
                .text("&lt;p class='post'&gt;" + post.text() + "&lt;/p&gt;"));

        nobodyIsNew(poll(moved));
        isSettled(moved);
        assertThat(titles(poll(moved.with(Post.of("escapements", "2026-03-10T09:00:00Z")))))
                .containsExactly("On escapements");
    }

    /// The import gave every post the date of the import.
    @Test
    void guidsLinksAndDatesThatChangeWithTheSameTitleAndText() throws InterruptedException {
        poll(BLOG);
        var moved = BLOG.each(post -> post.link("https://new.example/posts/" + post.guid() + "/")
                .guid("urn:x:" + post.guid())
                .date("2026-03-10T12:01:0%dZ".formatted(post.title().length() % 10)));

        nobodyIsNew(poll(moved));
        isSettled(moved);
    }

    @Test
    void undatedPostsWhoseGuidsAndLinksChange() throws InterruptedException {
        poll(BLOG.each(post -> post.date(null)));

        nobodyIsNew(poll(BLOG.each(post -> post.date(null)
                .link("https://new.example/posts/" + post.guid() + "/")
                .guid("urn:x:" + post.guid()))));
    }

    /// The feed of the new blog is longer than that of the old one was.
    @Test
    void aMoveThatBringsBackPostsThatHadFallenOffTheEnd() throws InterruptedException {
        var blog = Posts.many(30);
        poll(new Posts(blog.all().subList(10, 30)));
        poll(blog.first(10));
        assertThat(told).hasSize(30);

        var moved = blog.each(post -> post.guid("urn:x:" + post.guid()));
        nobodyIsNew(poll(moved));
        isSettled(moved);
    }

    @Test
    void fromHttpToHttps() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid(null));
        poll(blog);
        var secure = blog.each(post -> post.link(post.link().replace("http:", "https:")));

        nobodyIsNew(poll(secure));
        isSettled(secure);
        nobodyIsNew(poll(blog));
    }

    @Test
    void aHostThatMoved() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid(post.link()));
        poll(blog);
        var moved = blog.each(post -> post.link(post.link().replace("http://ann.example", "https://www.ann.blog"))
                .guid(post.link().replace("http://ann.example", "https://www.ann.blog")));

        nobodyIsNew(poll(moved));
        isSettled(moved);
    }

    @Test
    void aPermalinkThatAnEditChanges() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid(post.link()));
        poll(blog);
        var edited = blog.each(post -> post.title().equals("On springs")
                ? post.title("On springs, and why they break")
                        .link("http://ann.example/springs-and-why-they-break.html")
                        .guid("http://ann.example/springs-and-why-they-break.html")
                        .text(post.text() + " They break.")
                : post);

        assertThat(poll(edited)).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(2);
            assertThat(entry.editedAt()).isEqualTo(entry.seenAt());
        });
        isSettled(edited);
    }

    @Test
    void noDatesAtAll() throws InterruptedException {
        var blog = BLOG.each(post -> post.date(null));
        poll(blog);
        assertThat(told.values().stream()
                        .sorted(java.util.Comparator.comparing(RawEntry::rankAt).reversed())
                        .map(entry -> entry.key().value()))
                .containsExactly("gears", "springs", "wheels", "pendulums");

        isSettled(blog);
        var before = told.values().stream().map(RawEntry::rankAt).toList();
        var fresh = poll(blog.with(Post.of("escapements", null))).getFirst();
        assertThat(before).allMatch(rank -> rank.isBefore(fresh.rankAt()));
    }

    @Test
    void datesThatAreNowAtEveryFetch() throws InterruptedException {
        poll(BLOG.each(post -> post.date(clock.instant().plusSeconds(119).toString())));
        assertThat(told.values()).allMatch(entry -> entry.source().published() == null);
        var ranks = ranks();
        assertThat(ranks.get("On gears")).isAfter(ranks.get("On pendulums"));

        for (int i = 0; i < 5; i++) {
            clock.set(feed().nextPollAt);
            assertThat(poll(BLOG.each(post -> post.date(clock.instant().toString()))))
                    .isEmpty();
        }
        clock.set(feed().nextPollAt);
        var grown = BLOG.with(Post.of("escapements", null));
        assertThat(titles(poll(grown.each(post -> post.date(clock.instant().toString())))))
                .containsExactly("On escapements");
    }

    /// Made once a day, and served from there.
    @Test
    void datesThatAreAllThoseOfTheFeedsMaking() throws InterruptedException {
        poll(BLOG.each(post -> post.date("2026-03-10T04:17:23Z")));
        var ranks = ranks();
        assertThat(ranks.get("On gears")).isAfter(ranks.get("On pendulums"));

        clock.pass(Duration.ofDays(1));
        assertThat(poll(BLOG.each(post -> post.date("2026-03-11T04:17:23Z")))).isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(titles(
                        poll(BLOG.with(Post.of("escapements", null)).each(post -> post.date("2026-03-12T04:17:24Z")))))
                .containsExactly("On escapements");
    }

    /// Atom's `updated` of a program that takes it for the time of the answer.
    @Test
    void changeDatesThatAreNowAtEveryFetch() throws InterruptedException {
        poll(atom("A", "2026-03-10T12:02:00Z"));
        assertThat(poll(atom("A", "2026-03-10T14:02:00Z"))).isEmpty();
        assertThat(poll(atom("A, corrected", "2026-03-10T16:02:00Z"))).hasSize(1);
        assertThat(poll(atom("A, corrected", "2026-03-10T18:02:00Z"))).isEmpty();
    }

    private static String atom(String title, String updated) {
        return """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Ann</title><id>urn:ann</id><updated>%s</updated>
                <entry><id>urn:a</id><title>%s</title><published>2026-03-01T10:00:00Z</published><updated>%s</updated>
                </entry></feed>""".formatted(updated, title, updated);
    }

    @Test
    void datesInTheFuture() throws InterruptedException {
        var blog = BLOG.one("gears", post -> post.date("2027-03-09T10:00:00Z"))
                .one("springs", post -> post.date("2026-03-10T13:00:00Z"));
        poll(blog);
        var at = clock.instant();
        assertThat(ranks()).containsEntry("On gears", at).containsEntry("On springs", at);

        clock.pass(Duration.ofDays(2));
        isSettled(blog);
        var fresh =
                poll(blog.with(Post.of("escapements", "2026-03-12T11:00:00Z"))).getFirst();
        assertThat(fresh.rankAt()).isAfter(at);
        nobodyIsNew(poll(blog.one("gears", post -> post.date("2028-03-09T10:00:00Z"))));
        nobodyIsNew(poll(blog.one("gears", post -> post.date("2026-03-09T10:00:00Z"))));
    }

    @Test
    void datesBefore1990() throws InterruptedException {
        poll(BLOG);
        var fresh = poll(
                BLOG.with(Post.of("escapements", "1970-01-01T00:00:00Z"), Post.of("hands", "0001-01-01T00:00:00Z")));

        assertThat(titles(fresh)).containsExactlyInAnyOrder("On escapements", "On hands");
        assertThat(fresh).as("new posts are lost").allSatisfy(entry -> assertThat(entry.rankAt())
                .isAfterOrEqualTo(entry.firstSeenAt().minusMillis(1)));
    }

    @Test
    void aDateThatIsAddedLater() throws InterruptedException {
        var undated = BLOG.one("wheels", post -> post.date(null));
        poll(undated);

        assertThat(poll(BLOG)).singleElement().satisfies(entry -> {
            assertThat(entry.source().published()).isEqualTo("2026-03-07T10:20:12Z");
            assertThat(entry.editedAt()).isNull();
        });
        isSettled(BLOG);
    }

    @Test
    void editsOfTitleTextAndDate() throws InterruptedException {
        poll(BLOG);

        assertThat(poll(BLOG.one("wheels", post -> post.title("On wheels!")))
                        .getFirst()
                        .editedAt())
                .isEqualTo(clock.instant());
        assertThat(poll(BLOG.one("wheels", post -> post.title("On wheels!").text("Shorter")))
                        .getFirst()
                        .editedAt())
                .isEqualTo(clock.instant());
        var redated = BLOG.one(
                "wheels", post -> post.title("On wheels!").text("Shorter").date("2026-03-09T23:00:00Z"));
        assertThat(poll(redated))
                .singleElement()
                .satisfies(entry -> assertThat(entry.source().published()).isEqualTo("2026-03-09T23:00:00Z"));
        isSettled(redated);
        var bumped = redated.one("wheels", post -> post.date(clock.instant().toString()));
        assertThat(poll(bumped))
                .as("a date after it was first seen is not believed")
                .isEmpty();
    }

    @Test
    void postsInRandomOrder() throws InterruptedException {
        var blog = Posts.many(15);
        poll(blog.shuffled(0));
        assertThat(told).hasSize(15);

        for (int seed = 1; seed < 8; seed++) {
            isSettled(blog.shuffled(seed));
        }
        assertThat(titles(poll(blog.with(Post.of("escapements", "2026-03-09T09:00:00Z"))
                        .shuffled(9))))
                .containsExactly("On escapements");
    }

    @Test
    void aThousandOldPostsOnTheFirstPoll() throws InterruptedException {
        mostEntries = 2_000;
        var blog = Posts.many(1_000);
        poll(blog);

        assertThat(told).hasSize(1_000);
        assertThat(told.values())
                .allMatch(entry -> entry.rankAt().equals(entry.source().published()));
        nobodyIsNew(poll(blog.each(post -> post.guid("urn:x:" + post.guid()))));
    }

    @Test
    void theSameTitleEveryWeek() throws InterruptedException {
        var weekly = new Posts(List.of(weekly(1, "2026-02-20T08:00:00Z")));
        poll(weekly);

        for (int week = 2; week < 6; week++) {
            assertThat(poll(new Posts(List.of(weekly(week, "2026-02-%02dT08:00:00Z".formatted(20 + week))))))
                    .as("a new post is lost")
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.revision()).isEqualTo(1));
        }
    }

    private static Post weekly(int week, String date) {
        return new Post("urn:week:" + week, "https://ann.example/", "What I read", "Links", date);
    }

    @Test
    void whatAllPostsOfYearsShareIsNotRemembered() throws InterruptedException {
        for (int day = 0; day < 30; day++) {
            poll(new Posts(List.of(new Post("urn:" + day, "https://ann.example/today", "Today", "", null))));
        }

        assertThat(told).hasSize(30);
        var remembered = database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select count(*) from SeenEntry s where s.linkAlias is not null"
                                + " or s.textAlias is not null",
                        Long.class)
                .getSingleResult());
        assertThat(remembered).as("each poll asks for these").isLessThanOrEqualTo(10);
    }

    /// Everybody's link is the blog's, and titles repeat.
    @Test
    void aLinkThatAllPostsShareNamesNone() throws InterruptedException {
        var blog = BLOG.each(post -> post.link("https://ann.example/news").title("News"));
        poll(blog);

        var next = new Posts(List.of(Post.of("escapements", "2026-03-10T09:00:00Z")
                .link("https://ann.example/news")
                .title("News")));
        assertThat(poll(next)).singleElement().satisfies(entry -> assertThat(entry.revision())
                .isEqualTo(1));
    }

    @Test
    void bothAddressesOfAPostInOneDocumentAreTwoEntries() throws InterruptedException {
        var blog = BLOG.each(post -> post.guid(null));
        poll(blog);
        var secure = blog.each(post -> post.link(post.link().replace("http:", "https:")));
        poll(secure);

        var both = new Posts(java.util.stream.Stream.concat(secure.all().stream(), blog.all().stream())
                .toList());
        poll(both);
        isSettled(both);
        var ids = new HashSet<>(told.keySet());
        assertThat(ids).hasSize(8).contains(Ids.entryId(Ids.feedId(url), "http://ann.example/gears.html"));
    }
}
