package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.database.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a feed that is polled again and again.
@ParameterizedClass
@EnumSource
class FeedPollerTest extends FeedStory {
    FeedPollerTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void newEntriesAreSentOnce() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"), item("b", "B", "2026-03-02"));

        poll();
        assertThat(kafka.take())
                .extracting(RawEntry::revision, entry -> entry.key().value())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "a"), org.assertj.core.groups.Tuple.tuple(1, "b"));

        etag = "\"2\"";
        poll();
        assertThat(kafka.take())
                .as("the document is sent anew, the entries are as they were")
                .isEmpty();
    }

    @Test
    void anEntryIsKnownByWhereItWasFoundAndWhat() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));

        poll();

        var entry = kafka.take().getFirst();
        var feedId = Ids.feedId(url);
        assertThat(entry.feedId()).isEqualTo(feedId);
        assertThat(entry.entryId()).isEqualTo(Ids.entryId(feedId, "a"));
        assertThat(entry.key()).isEqualTo(new RawEntry.Key(RawEntry.Key.Kind.GUID, "a"));
        assertThat(entry.feedUrl()).isEqualTo(url);
        assertThat(entry.firstSeenAt()).isEqualTo(START);
        assertThat(entry.seenAt()).isEqualTo(START);
        assertThat(entry.rankAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(entry.editedAt()).isNull();
        assertThat(entry.document().format()).isEqualTo("rss_2.0");
        assertThat(entry.document().link()).isEqualTo("https://ann.example/");
    }

    @Test
    void validatorsGoBackAndA304ChangesNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        kafka.take();

        assertThat(poll()).isInstanceOf(PollOutcome.NotModified.class);

        assertThat(askedWith).isEqualTo("\"1\"");
        assertThat(kafka.take()).isEmpty();
        assertThat(feed().status).isEqualTo(304);
        assertThat(feed().state).isEqualTo(State.OK);
    }

    @Test
    void anEditRaisesTheRevisionAndMovesNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        var first = kafka.take().getFirst();

        changed(rss(item("a", "A, corrected", "2026-03-09")));
        poll();

        var second = kafka.take().getFirst();
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.entryId()).isEqualTo(first.entryId());
        assertThat(second.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(second.rankAt()).isEqualTo(first.rankAt());
        assertThat(second.seenAt()).isAfter(first.seenAt());
        assertThat(second.editedAt()).isEqualTo(second.seenAt());
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    void whatIsNoEditOfTheTextIsNotCalledOne() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        kafka.take();

        changed(rss(item("a", "A", "2026-03-02")));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(2);
            assertThat(entry.editedAt()).isNull();
        });
    }

    @Test
    void entriesWithoutADateKeepTheFeedsOrder() throws InterruptedException {
        document = rss(item("a", "A", null), item("b", "B", null), item("c", "C", "2030-01-01"), item("d", "D", null));

        poll();

        var ranks = kafka.take().stream()
                .collect(Collectors.toMap(entry -> entry.key().value(), RawEntry::rankAt));
        assertThat(ranks)
                .isEqualTo(Map.of("a", START, "b", START.minusMillis(1), "c", START, "d", START.minusMillis(2)));
    }

    @Test
    void aDateThatIsNowAtEveryPollDoesNotLiftAnEntry() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-10T11:59:00Z"));
        poll();
        var first = kafka.take().getFirst();

        changed(rss(item("a", "A", "2026-03-10T12:29:00Z")));
        poll();
        assertThat(kafka.take()).as("nothing is new but the date").isEmpty();

        changed(rss(item("a", "A, corrected", "2026-03-10T12:59:00Z")));
        poll();
        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.rankAt()).isEqualTo(first.rankAt());
            assertThat(entry.source().published()).isEqualTo(first.source().published());
        });
    }

    @Test
    void withoutAGuidTheLinkIsTheKeyAndWithoutThatTheText() throws InterruptedException {
        document =
                rss("<item><link>https://ann.example/1</link></item>", "<item><description>Words</description></item>");

        poll();

        assertThat(kafka.take())
                .extracting(entry -> entry.key().kind())
                .containsExactly(RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.CONTENT);
    }

    @Test
    void aGuidThatSeveralEntriesShareNamesNoneOfThem() throws InterruptedException {
        document = rss(
                "<item><guid>blog</guid><link>https://ann.example/1</link></item>",
                "<item><guid>blog</guid><link>https://ann.example/2</link></item>",
                "<item><guid>blog</guid><title>No link</title></item>",
                "<item><guid>blog</guid><title>No link</title></item>");

        poll();

        assertThat(kafka.take())
                .extracting(entry -> entry.key().kind())
                .containsExactly(RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.LINK, RawEntry.Key.Kind.CONTENT);
    }

    @Test
    void aFeedThatFailsSaysWhyAndIsTriedAgainLater() throws InterruptedException {
        status = 404;

        poll();
        assertThat(feed().state).isEqualTo(State.FAILING);
        assertThat(feed().reason).isEqualTo("The server answers 404: there is no feed at this address.");
        assertThat(feed().cause).isEqualTo(Cause.NOT_FOUND);
        assertThat(feed().status).isEqualTo(404);
        poll();
        assertThat(feed().failures).isEqualTo(2);
        assertThat(Duration.between(clock.instant(), feed().nextPollAt)).isGreaterThanOrEqualTo(Duration.ofHours(1));

        status = 200;
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        assertThat(feed().state).isEqualTo(State.OK);
        assertThat(feed().failures).isZero();
        assertThat(kafka.take()).hasSize(1);
    }

    @Test
    void aWebPageIsNoEmptyFeed() throws InterruptedException {
        document = "<!DOCTYPE html><html><body>This domain is for sale<br></body></html>";

        assertThat(poll())
                .isEqualTo(new PollOutcome.Failed(
                        Cause.WEB_PAGE, "The address answers with a web page, not with a feed.", 200));
    }

    @Test
    void aPollChangesTheFeedsStatusOnlyWhereAPersonWouldCare() throws InterruptedException {
        var announcer = new FeedAnnouncer(database.sessions(), kafka, clock);
        announcer.announce();
        document = rss(item("a", "A", "2026-03-01"));
        poll();
        announcer.announce();
        assertThat(kafka.feeds)
                .extracting(status -> status.health().state(), status -> status.revision())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.NEW, 1),
                        org.assertj.core.groups.Tuple.tuple(State.OK, 2));
        assertThat(kafka.feeds.getLast().title()).isEqualTo("Ann");
        assertThat(kafka.feeds.getLast().planets()).isEqualTo(1);

        changed(document);
        poll();
        status = 500;
        poll();
        assertThat(announcer.announce()).isEqualTo(1);
        assertThat(kafka.feeds.getLast().health().state()).isEqualTo(State.FAILING);
        assertThat(announcer.announce()).isZero();
    }

    @Test
    void aStatusThatIsOnItsWayIsLeftToItsFetcherUnlessThatDies() throws InterruptedException {
        var dies = new FeedAnnouncer(
                database.sessions(),
                new Announcer() {
                    @Override
                    public void entries(List<Sighting> entries) {}

                    @Override
                    public void feeds(List<FeedStatus> statuses) throws InterruptedException {
                        throw new InterruptedException("killed");
                    }
                },
                clock);
        var other = new FeedAnnouncer(database.sessions(), kafka, clock);

        assertThatThrownBy(dies::announce).hasMessage("killed");
        assertThat(other.announce()).isZero();
        clock.pass(Duration.ofMinutes(1));
        assertThat(other.announce()).isEqualTo(1);

        assertThat(kafka.feeds).singleElement().satisfies(status -> assertThat(status.revision())
                .isEqualTo(2));
    }
}
