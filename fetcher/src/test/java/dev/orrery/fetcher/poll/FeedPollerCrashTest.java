package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.events.RawEntry;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.database.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A fetcher that dies in the middle of a poll loses nothing and tells nothing twice in different words.
@ParameterizedClass
@EnumSource
class FeedPollerCrashTest extends FeedStory {
    FeedPollerCrashTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aCrashAfterTheAcksSendsTheSameBytesAgain() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"), item("b", "B", null));
        crashBeforeTheTransaction();
        var sent = kafka.take();
        assertThat(sent).hasSize(2);
        assertThat(feed().etag).as("no validator before the transaction").isNull();

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json))
                .isEqualTo(sent.stream().map(RecordingAnnouncer::json).toList());
        changed(rss(item("a", "A", "2026-03-01"), item("b", "B", null)));
        poll();
        assertThat(kafka.take()).isEmpty();
    }

    @Test
    void aCrashBeforeTheFirstSendLosesNothing() throws InterruptedException {
        document = rss(item("a", "A", null));
        var broken = poller(store, new BrokenAnnouncer());
        assertThatThrownBy(() -> broken.poll(claim(), Duration.ZERO)).isInstanceOf(Crash.class);

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(1);
            assertThat(entry.firstSeenAt()).isEqualTo(START);
            assertThat(entry.rankAt()).isEqualTo(START);
        });
    }

    @Test
    void afterACrashWhatChangedMeanwhileIsAFurtherRevision() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        crashBeforeTheTransaction();
        var sent = kafka.take().getFirst();

        changed(rss(item("a", "A, corrected", "2026-03-01")));
        poll();

        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(sent.revision() + 1);
            assertThat(entry.firstSeenAt()).isEqualTo(sent.firstSeenAt());
            assertThat(entry.editedAt()).isEqualTo(clock.instant());
        });
    }

    /// The changed document went out, the fetcher died, and the author took the change back: the server would say that
    /// nothing is new since the validators that we have.
    @Test
    void afterACrashTheFeedIsAskedWithoutValidators() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        var before = document;
        poll();
        changed(rss(item("a", "A, too hasty", "2026-03-01")));
        clock.set(feed().nextPollAt);
        crashBeforeTheTransaction();
        kafka.take();
        document = before;
        etag = "\"1\"";

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(askedWith).isEmpty();
        assertThat(kafka.take()).singleElement().satisfies(entry -> {
            assertThat(entry.revision()).isEqualTo(3);
            assertThat(entry.source().title().value()).isEqualTo("A");
        });
    }

    @Test
    void afterACrashAnEntryThatMovedDownThePageIsSentAsItWas() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        crashBeforeTheTransaction();
        var sent = kafka.take().getFirst();

        changed(rss(item("b", "B", "2026-03-02"), item("a", "A", "2026-03-01")));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json)).contains(RecordingAnnouncer.json(sent));
    }

    @Test
    void aWithdrawalThatACrashCutShortIsSentAgainAsItWas() throws InterruptedException {
        poll(Posts.named("a", "b", "c"));
        kafka.take();
        document = Posts.named("a", "b", "c").without("b").rss();
        etag = "\"2\"";
        clock.set(feed().nextPollAt);
        crashBeforeTheTransaction();
        var sent = kafka.take();
        assertThat(sent).singleElement().satisfies(gone -> {
            assertThat(gone.state()).isEqualTo(RawEntry.State.WITHDRAWN);
            assertThat(gone.revision()).isEqualTo(2);
        });

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json))
                .isEqualTo(sent.stream().map(RecordingAnnouncer::json).toList());
        poll(Posts.named("a", "b", "c").without("b"));
        assertThat(kafka.take()).isEmpty();
    }

    /// What was decided may have been heard, so it is told whatever the feed says by now.
    @Test
    void aWithdrawalThatACrashCutShortIsSentAlthoughTheFeedIsEmptyNow() throws InterruptedException {
        poll(Posts.named("a", "b", "c"));
        kafka.take();
        document = Posts.named("a", "b", "c").without("b").rss();
        etag = "\"2\"";
        clock.set(feed().nextPollAt);
        var broken = poller(store, new BrokenAnnouncer());
        assertThatThrownBy(() -> broken.poll(claim(), Duration.ZERO)).isInstanceOf(Crash.class);

        changed(rss());
        poll();

        assertThat(kafka.take()).singleElement().satisfies(gone -> {
            assertThat(gone.state()).isEqualTo(RawEntry.State.WITHDRAWN);
            assertThat(gone.revision()).isEqualTo(2);
            assertThat(gone.key().value()).isEqualTo("b");
        });
    }

    @Test
    void aPostThatIsBackAfterTheCrashIsAFurtherRevision() throws InterruptedException {
        poll(Posts.named("a", "b", "c"));
        kafka.take();
        document = Posts.named("a", "b", "c").without("b").rss();
        etag = "\"2\"";
        clock.set(feed().nextPollAt);
        crashBeforeTheTransaction();
        kafka.take();

        poll(Posts.named("a", "b", "c"));

        assertThat(kafka.take()).singleElement().satisfies(back -> {
            assertThat(back.state()).isEqualTo(RawEntry.State.PRESENT);
            assertThat(back.revision()).isEqualTo(3);
        });
    }

    @Test
    void aMoveThatACrashCutShortIsSentAgainAsItWas() throws InterruptedException {
        poll(Posts.named("a", "b", "c"));
        kafka.take();
        document = Posts.named("a", "b", "c")
                .each(post -> post.guid("urn:x:" + post.guid()))
                .rss();
        etag = "\"2\"";
        clock.set(feed().nextPollAt);
        crashBeforeTheTransaction();
        var sent = kafka.take();
        assertThat(sent).hasSize(3).allMatch(entry -> entry.revision() == 2);

        clock.pass(Duration.ofMinutes(2));
        poll();

        assertThat(kafka.take().stream().map(RecordingAnnouncer::json))
                .isEqualTo(sent.stream().map(RecordingAnnouncer::json).toList());
    }

    private void poll(Posts posts) throws InterruptedException {
        changed(posts.rss());
        poll();
    }

    @Test
    void whoLostTheClaimStoresNothing() throws InterruptedException {
        document = rss(item("a", "A", "2026-03-01"));
        var late = claim();
        clock.pass(Claims.LEASE);
        var taken = claim();

        assertThat(poller(store, kafka).poll(late, Duration.ZERO)).isNull();
        assertThat(kafka.take()).as("nor does it send anything").isEmpty();
        assertThat(poller(store, kafka).poll(taken, Duration.ZERO)).isInstanceOf(PollOutcome.Updated.class);
    }

    /// Everything is acknowledged, and then the fetcher is gone.
    private void crashBeforeTheTransaction() {
        var crashing = new FeedStore(database.sessions()) {
            @Override
            public boolean finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
                throw new Crash();
            }
        };
        assertThatThrownBy(() -> poller(crashing, kafka).poll(claim(), Duration.ZERO))
                .isInstanceOf(Crash.class);
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class BrokenAnnouncer implements Announcer {
        @Override
        public void entries(List<Sighting> entries) {
            throw new Crash();
        }

        @Override
        public void feeds(List<dev.orrery.events.FeedStatus> feeds) {
            throw new Crash();
        }
    }
}
