package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.State;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.poll.Posts.Post;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Posts that are gone from their feed: taken back, or but fallen off its end.
@ParameterizedClass
@EnumSource
class WithdrawalTest extends FeedStory {
    private static final Posts BLOG = Posts.named("a", "b", "c", "d", "e", "f");

    WithdrawalTest(TestDatabases kind) {
        super(kind);
    }

    private List<RawEntry> poll(Posts posts) throws InterruptedException {
        return poll(posts.rss());
    }

    private List<RawEntry> poll(String text) throws InterruptedException {
        changed(text);
        poll();
        return kafka.take();
    }

    private static List<String> withdrawn(List<RawEntry> records) {
        return records.stream()
                .filter(record -> record.state() == State.WITHDRAWN)
                .map(record -> record.key().value())
                .toList();
    }

    @Test
    void aPostThatIsGoneAlthoughOlderOnesAreThereWasTakenBack() throws InterruptedException {
        var first = poll(BLOG).get(2);

        assertThat(poll(BLOG.without("c"))).singleElement().satisfies(gone -> {
            assertThat(gone.entryId()).isEqualTo(first.entryId());
            assertThat(gone.state()).isEqualTo(State.WITHDRAWN);
            assertThat(gone.revision()).isEqualTo(2);
            assertThat(gone.source()).isNull();
            assertThat(gone.document()).isNull();
            assertThat(gone.firstSeenAt()).isEqualTo(first.firstSeenAt());
            assertThat(gone.rankAt()).isEqualTo(first.rankAt());
            assertThat(gone.seenAt()).isEqualTo(clock.instant());
        });
        assertThat(poll(BLOG.without("c"))).as("told once").isEmpty();
    }

    @Test
    void aPostThatComesBackIsWhereItWas() throws InterruptedException {
        var first = poll(BLOG).get(2);
        poll(BLOG.without("c"));

        assertThat(poll(BLOG)).singleElement().satisfies(back -> {
            assertThat(back.entryId()).isEqualTo(first.entryId());
            assertThat(back.state()).isEqualTo(State.PRESENT);
            assertThat(back.revision()).isEqualTo(3);
            assertThat(back.firstSeenAt()).isEqualTo(first.firstSeenAt());
            assertThat(back.rankAt()).isEqualTo(first.rankAt());
            assertThat(back.source()).isEqualTo(first.source());
            assertThat(back.editedAt()).isNull();
        });
        assertThat(withdrawn(poll(BLOG.without("c")))).as("and goes again").containsExactly("c");
    }

    @Test
    void afterAllWereEditedAtOnceTooOneMayBeTakenBack() throws InterruptedException {
        poll(BLOG);
        var edited = BLOG.each(post -> post.title("More: " + post.title()));
        poll(edited);
        assertThat(withdrawn(poll(edited.without("b")))).containsExactly("b");
    }

    @Test
    void thePostOnTopMayBeTakenBackToo() throws InterruptedException {
        poll(BLOG);
        assertThat(withdrawn(poll(BLOG.without("a")))).containsExactly("a");
    }

    @Test
    void whileNewPostsComeAndOldOnesFallOffTheEnd() throws InterruptedException {
        poll(BLOG);
        var next = BLOG.without("c", "f").with(Post.of("new", "2026-03-10T08:00:00Z"));
        assertThat(withdrawn(poll(next))).containsExactly("c");
    }

    /// A feed of so many entries is filled up from below.
    @Test
    void whileAnOlderOneTakesItsPlace() throws InterruptedException {
        poll(BLOG.first(4));
        assertThat(withdrawn(poll(BLOG.without("b").first(4)))).containsExactly("b");
    }

    @Test
    void whatFallsOffTheEndStays() throws InterruptedException {
        poll(BLOG);
        var grown = BLOG.with(Post.of("new", "2026-03-10T08:00:00Z"));
        assertThat(withdrawn(poll(grown.first(6)))).isEmpty();
        assertThat(withdrawn(poll(grown.first(2))))
                .as("a feed that is shortened")
                .isEmpty();
        assertThat(withdrawn(poll(grown))).isEmpty();
    }

    @Test
    void theLastOfSeveralCannotBeTold() throws InterruptedException {
        poll(BLOG);
        assertThat(poll(BLOG.without("f"))).isEmpty();
    }

    @Test
    void aFeedWhosePostsAreAllNewTakesNothingBack() throws InterruptedException {
        poll(Posts.many(6));
        assertThat(withdrawn(poll(BLOG))).isEmpty();
    }

    @Test
    void aFeedThatIsEmptiedByMistakeTakesNothingBack() throws InterruptedException {
        poll(BLOG);
        assertThat(poll(new Posts(List.of()))).isEmpty();
        assertThat(poll(new Posts(List.of()))).isEmpty();
        assertThat(withdrawn(poll(BLOG.without("c"))))
                .as("it is remembered what was there")
                .containsExactly("c");
    }

    /// “We are moving” for a day, instead of the posts.
    @Test
    void aPlaceholderTakesNothingBackAndGoesItself() throws InterruptedException {
        poll(BLOG);
        var placeholder = new Posts(List.of(Post.of("moving", "2026-03-10T12:01:00Z")));
        assertThat(withdrawn(poll(placeholder))).isEmpty();

        assertThat(withdrawn(poll(BLOG))).containsExactly("moving");
    }

    @Test
    void halfOfAFeedAtOnceIsDoubtedForDays() throws InterruptedException {
        poll(BLOG);
        var rest = BLOG.without("a", "b", "d", "e");
        assertThat(poll(rest)).isEmpty();
        assertThat(feed().reason)
                .isEqualTo(("The feed answers. 4 of its 6 entries are gone from it at once; they are kept, and count as"
                                + " withdrawn if they still are on %s.")
                        .formatted(Words.day(clock.instant().plus(Duration.ofDays(3)))));

        clock.pass(Duration.ofDays(1));
        poll();
        assertThat(askedWith).as("what it has is to be seen").isEmpty();
        clock.pass(Duration.ofDays(1));
        poll();
        assertThat(kafka.take()).isEmpty();

        clock.pass(Duration.ofDays(1));
        poll();
        assertThat(withdrawn(kafka.take())).containsExactlyInAnyOrder("a", "b", "d", "e");
        assertThat(feed().reason).isEqualTo("The feed answers.");
        poll();
        assertThat(askedWith).isNotEmpty();
    }

    @Test
    void whatWasDoubtedAndComesBackWasNeverGone() throws InterruptedException {
        poll(BLOG);
        poll(BLOG.without("a", "b", "d", "e"));

        assertThat(poll(BLOG)).isEmpty();
        assertThat(feed().reason).isEqualTo("The feed answers.");
        clock.pass(Duration.ofDays(4));
        assertThat(withdrawn(poll(BLOG.without("b")))).containsExactly("b");
    }

    @Test
    void postsInRandomOrder() throws InterruptedException {
        var blog = Posts.many(12);
        poll(blog.shuffled(1));
        assertThat(withdrawn(poll(blog.without("post-4").shuffled(2)))).containsExactly("post-4");
        assertThat(withdrawn(poll(blog.shuffled(3)))).isEmpty();

        var grown = blog.with(Post.of("new", "2026-03-10T08:00:00Z"));
        assertThat(withdrawn(poll(grown.first(12).shuffled(4))))
                .as("the oldest falls off the end, wherever it stood")
                .isEmpty();
    }

    @Test
    void postsWithoutDates() throws InterruptedException {
        var blog = BLOG.each(post -> post.date(null));
        poll(blog);
        assertThat(withdrawn(poll(blog.without("c")))).containsExactly("c");
        assertThat(withdrawn(poll(blog.without("c").with(Post.of("new", null)).first(5))))
                .as("the last one falls off the end")
                .isEmpty();
    }

    /// The newest at the end, and the first one falls off.
    @Test
    void postsWithoutDatesTheOtherWayRound() throws InterruptedException {
        UnaryOperator<Post> undated = post -> post.date(null);
        var blog = BLOG.each(undated);
        poll(blog);
        for (var name : List.of("g", "h", "i", "j")) {
            var next = new java.util.ArrayList<>(blog.all());
            next.add(undated.apply(Post.of(name, null)));
            next.removeFirst();
            blog = new Posts(next);
            assertThat(withdrawn(poll(blog))).isEmpty();
        }
    }

    /// Feeds of what was changed last: an old post that is edited comes on top and pushes the oldest of the others out.
    @Test
    void aFeedInTheOrderOfChangesTakesNothingBack() throws InterruptedException {
        var old = Post.of("old", "2019-03-10T08:00:00Z");
        poll(BLOG.with());
        assertThat(withdrawn(poll(BLOG.with(old).first(6)))).isEmpty();
        var further = BLOG.with(Post.of("new", "2026-03-10T08:00:00Z"), old);
        assertThat(withdrawn(poll(further.first(6)))).isEmpty();
        assertThat(withdrawn(poll(further.first(5)))).isEmpty();
        assertThat(withdrawn(poll(further.without("a").first(5)))).containsExactly("a");
    }

    @Test
    void aPostThatStaysOnTopForEverTakesNothingBack() throws InterruptedException {
        var pinned = Post.of("pinned", "2019-03-10T08:00:00Z");
        poll(BLOG.with(pinned).first(6));
        var next = BLOG.with(pinned, Post.of("new", "2026-03-10T08:00:00Z"));
        assertThat(withdrawn(poll(next.first(6)))).isEmpty();
        assertThat(withdrawn(poll(next.first(6)))).isEmpty();
    }

    @Test
    void aMoveTakesNothingBack() throws InterruptedException {
        poll(BLOG);
        var moved = BLOG.each(post -> post.guid("urn:x:" + post.guid()).link("https://new.example/" + post.guid()));
        assertThat(withdrawn(poll(moved))).isEmpty();

        assertThat(withdrawn(poll(moved.without("urn:x:c"))))
                .as("its first key")
                .containsExactly("c");
    }

    @Test
    void aDocumentThatIsCutTakesNothingBack() throws InterruptedException {
        poll(BLOG);
        var rss = BLOG.without("b").rss();
        assertThat(withdrawn(poll(rss.substring(0, rss.indexOf("<title>On e")))))
                .isEmpty();

        mostEntries = 4;
        assertThat(withdrawn(poll(BLOG.without("c")))).as("the limit").isEmpty();
        mostEntries = 100;
        assertThat(withdrawn(poll(BLOG.without("b", "c"))))
                .as("once it is whole")
                .containsExactly("b", "c");
    }

    @Test
    void aFeedThatHasEndedTakesNothingBack() throws InterruptedException {
        poll(json(false, "a", "b", "c"));
        assertThat(withdrawn(poll(json(true, "a", "c")))).isEmpty();
        assertThat(feed().reason).isEqualTo("The feed answers. It says that it has ended.");

        assertThat(withdrawn(poll(json(false, "a", "c"))))
                .as("it goes on, without it")
                .isEmpty();
    }

    private static String json(boolean expired, String... ids) {
        var items = new java.util.StringJoiner(",");
        int day = 9;
        for (var id : ids) {
            items.add("{\"id\":\"%s\",\"content_text\":\"%s\",\"date_published\":\"2026-03-0%dT10:00:00Z\"}"
                    .formatted(id, id, day--));
        }
        return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Ann\",\"expired\":%s,\"items\":[%s]}"
                .formatted(expired, items);
    }

    @Test
    void anAtomTombstoneTakesBackWhateverTheWindowSays() throws InterruptedException {
        poll(atom("a", "b", "c"));
        assertThat(poll(atom("a", "b"))).isEmpty();

        var told = atom("a", "b")
                .replace(
                        "<entry>",
                        "<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='urn:c'"
                                + " when='2026-03-10T12:00:00Z'/><entry>");
        assertThat(withdrawn(poll(told))).containsExactly("urn:c");
        assertThat(poll(told + " ")).isEmpty();
    }

    private static String atom(String... ids) {
        var entries = new StringBuilder();
        int day = 9;
        for (var id : ids) {
            entries.append("<entry><id>urn:%s</id><title>%s</title><updated>2026-03-0%dT10:00:00Z</updated></entry>"
                    .formatted(id, id, day--));
        }
        return "<feed xmlns='http://www.w3.org/2005/Atom'><title>Ann</title><id>urn:ann</id>%s</feed>"
                .formatted(entries);
    }
}
