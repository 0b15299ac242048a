package dev.orrery.fetcher.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.PollOutcome;
import dev.orrery.fetcher.poll.Sighting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of that which hubs deliver, and of that which others deliver in their name.
@ParameterizedClass
@EnumSource
class InboxTest extends PushStory {
    InboxTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aPostIsSentWithinASecondOfItsDeliveryAndWithoutAPoll() throws InterruptedException {
        subscribed();
        int before = requests.get();

        assertThat(hub.distribute(topic, rss(item("b", "B")))).containsExactly(202);
        var entry = sent.poll(1, TimeUnit.SECONDS);

        assertThat(entry).isNotNull();
        assertThat(entry.source().title().value()).isEqualTo("B");
        assertThat(entry.firstSeenAt()).isEqualTo(clock.instant());
        assertThat(requests).hasValue(before);
        fetcher.inbox.quiesce();
        assertThat(status().health().reason()).isEqualTo("The feed answers. Its hub hub.example tells of news.");
        assertThat(fed().pushUntil()).isEqualTo(START.plus(PushTimes.LEASE));
    }

    @Test
    void whatADeliveryLacksIsNotGoneAndTheServersValidatorsStay() throws InterruptedException {
        subscribed();
        hub.distribute(topic, rss(item("b", "B")));
        assertThat(titles()).containsExactly("B");

        assertThat(poll()).as("the server still knows us").isInstanceOf(PollOutcome.NotModified.class);
        document = rss(item("b", "B"), item("a", "A"));
        etag = "\"2\"";
        poll();

        assertThat(titles()).as("neither is new, changed or gone").isEmpty();
        assertThat(status().health().lastPollAt()).isEqualTo(clock.instant());
    }

    @Test
    void aDeliveryDoesNotPutThePollOff() throws InterruptedException {
        subscribed();
        var next = fed().nextPollAt();
        var polled = status().health().lastPollAt();
        clock.pass(Duration.ofMinutes(30));

        hub.distribute(topic, rss(item("b", "B")));
        fetcher.inbox.quiesce();

        assertThat(fed().nextPollAt()).isEqualTo(next);
        assertThat(status().health().lastPollAt()).isEqualTo(polled);
        assertThat(status().health().lastNewEntryAt()).isEqualTo(clock.instant());
    }

    @Test
    void forgedDeliveriesAreIgnoredAndTold() throws InterruptedException {
        trusted();
        var forged = rss(item("evil", "Evil"));
        var wrong = "sha256=" + TestHub.hmac("sha256", "guess", forged);

        assertThat(hub.deliver(hub.callback(), topic, forged, wrong))
                .as("whoever guesses learns nothing")
                .isEqualTo(202);
        assertThat(hub.deliver(hub.callback(), topic, forged, "")).isEqualTo(202);
        assertThat(hub.deliver(hub.callback(), topic, forged, "sha1=" + TestHub.hmac("sha1", "guess", forged)))
                .isEqualTo(202);

        var next = fed().nextPollAt();
        assertThat(titles()).isEmpty();
        assertThat(fed().nextPollAt()).as("nor do they make us poll").isEqualTo(next);
        assertThat(fed().note())
                .isEqualTo("1 of the deliveries in the name of its hub hub.example had no right signature and were"
                        + " ignored.");
        clock.pass(Duration.ofHours(2));
        hub.deliver(hub.callback(), topic, forged, wrong);
        assertThat(fed().note()).startsWith("4 of the deliveries");
        assertThat(hub.distribute(topic, rss(item("b", "B")))).containsExactly(202);
        assertThat(titles()).containsExactly("B");
    }

    @Test
    void aDeliveryThatComesAgainChangesNothing() throws InterruptedException {
        subscribed();
        var original = rss(item("b", "B, with a mistake"));
        hub.distribute(topic, original);
        assertThat(titles()).containsExactly("B, with a mistake");
        hub.distribute(topic, original);
        assertThat(titles()).isEmpty();

        hub.distribute(topic, rss(item("b", "B, corrected")));
        assertThat(titles()).containsExactly("B, corrected");
        clock.pass(Duration.ofDays(3));
        assertThat(hub.distribute(topic, original)).containsExactly(202);
        assertThat(titles()).as("the mistake does not come back").isEmpty();
    }

    @Test
    void aDeliveryThatIsTooLargeIsRefusedWhileItIsRead() throws Exception {
        subscribed();
        var large = rss(item("b", "B".repeat(MOST_BYTES)));

        assertThat(hub.distribute(topic, large)).containsExactly(413);
        try (var http = HttpClient.newHttpClient()) {
            var chunked = HttpRequest.newBuilder(URI.create(hub.callback()))
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(
                            List.of(new byte[MOST_BYTES / 2], new byte[MOST_BYTES / 2], new byte[1])))
                    .build();
            assertThat(http.send(chunked, BodyHandlers.discarding()).statusCode())
                    .as("it did not say how long it would be")
                    .isEqualTo(413);
        }
        assertThat(titles()).isEmpty();
        assertThat(hub.distribute(topic, rss(item("b", "B")))).containsExactly(202);
        assertThat(titles()).containsExactly("B");
    }

    @Test
    void nobodyDeliversToAnAddressThatIsNone() throws InterruptedException {
        subscribed();

        assertThat(hub.deliver(fetcher.base() + "/push/nonsense", topic, rss(), ""))
                .isEqualTo(404);
        clock.pass(PushTimes.LEASE.plusHours(2));
        assertThat(hub.distribute(topic, rss(item("b", "B"))))
                .as("the lease has ended")
                .containsExactly(410);
        assertThat(titles()).isEmpty();
    }

    @Test
    void aHubThatSignsWithSha1MakesUsPoll() throws InterruptedException {
        subscribed();
        clock.pass(Duration.ofMinutes(5));
        hub.method = "sha1";
        document = rss(item("b", "B, as the server has it"));
        etag = "\"2\"";

        assertThat(hub.distribute(topic, rss(item("b", "B, as the hub has it"))))
                .containsExactly(202);

        assertThat(titles()).as("its content is not taken").isEmpty();
        assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        assertThat(fed().pushUntil()).as("all the same it tells of news").isNotNull();
        poll();
        assertThat(titles()).containsExactly("B, as the server has it");
        assertThat(fed().pushUntil()).as("the poll found what the hub told of").isNotNull();
    }

    @Test
    void aHubWithoutHttpsMakesUsPollAndNotMoreOftenThanOnceAMinute() throws InterruptedException {
        link = "<%s>; rel=hub".formatted(hub.url());
        topic = url;
        subscribed();
        clock.pass(Duration.ofMinutes(5));
        hub.distribute(topic, "");
        assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        poll();

        clock.pass(Duration.ofSeconds(1));
        hub.distribute(topic, "");

        assertThat(fed().nextPollAt()).isEqualTo(clock.instant().plusSeconds(59));
    }

    @Test
    void aHubThatDidNotTellOfAPostIsNotReliedUpon() throws InterruptedException {
        trusted();
        clock.pass(Duration.ofHours(20));
        document = rss(item("b", "B, which the hub kept to itself"));
        etag = "\"2\"";

        poll();

        assertThat(titles()).hasSize(1);
        assertThat(fed().pushUntil()).isNull();
        assertThat(status().health().reason())
                .isEqualTo("The feed answers. Its hub hub.example did not tell of a new entry, so it is polled as"
                        + " usual.");
        assertThat(fed().nextPollAt()).isBeforeOrEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
        hub.distribute(topic, rss(item("c", "C")));
        fetcher.inbox.quiesce();
        assertThat(fed().pushUntil()).as("a delivery restores it").isNotNull();
    }

    @Test
    void aRenewalAloneDoesNotMakeAHubReliable() throws InterruptedException {
        subscribed();
        clock.set(nextStep());
        fetcher.round();
        hub.verify();

        assertThat(fed().pushUntil()).isNull();
    }

    @Test
    void whatIsNoFeedDoesNoHarmAndMakesUsPoll() throws InterruptedException {
        subscribed();
        clock.pass(Duration.ofMinutes(5));

        assertThat(hub.distribute(topic, "<html><body>Hello</body></html>")).containsExactly(202);
        fetcher.inbox.quiesce();

        assertThat(status().health().state()).isEqualTo(State.OK);
        assertThat(fed().failures()).isZero();
        assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        assertThat(fed().pushUntil()).isNull();
    }

    @Test
    void whileTheFeedIsPolledADeliveryWaits() throws InterruptedException {
        subscribed();
        clock.set(fed().nextPollAt());
        var claim = fetcher.claims.claim(1).getFirst();

        assertThat(hub.distribute(topic, rss(item("b", "B"))))
                .as("the hub does not")
                .containsExactly(202);
        assertThat(sent).isEmpty();
        fetcher.claims.abandon(claim, Duration.ZERO);

        assertThat(titles()).containsExactly("B");
    }

    @Test
    void aDeliveryThatWaitedInVainMakesUsPoll() throws InterruptedException {
        subscribed();
        clock.set(fed().nextPollAt());
        try (var hasty = new Fetching(queue(), Duration.ZERO)) {
            hub.route = address -> address.replace(fetcher.base(), hasty.base());
            var claim = hasty.claims.claim(1).getFirst();
            fetcher.poller.poll(claim, Duration.ZERO);
            clock.pass(Duration.ofMinutes(5));
            var other = fetcher.claims.claimForDelivery(claim.feed().id());

            hub.distribute(topic, rss(item("b", "B")));
            hasty.inbox.quiesce();

            assertThat(other).isNotNull();
            assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        }
    }

    @Test
    void anyFetcherTakesADelivery() throws InterruptedException {
        subscribed();
        try (var second = new Fetching(queue(), PATIENCE)) {
            hub.route = address -> address.replace(fetcher.base(), second.base());
            var content = rss(item("b", "B"));

            assertThat(hub.distribute(topic, content)).containsExactly(202);
            second.inbox.quiesce();
            assertThat(titles()).containsExactly("B");
            hub.route = address -> address;
            hub.distribute(topic, content);
            assertThat(titles()).as("the first knows that it came before").isEmpty();
        }
    }

    @Test
    void aDeliveryThatDiesWithItsFetcherIsMadeUpForByAPoll() throws InterruptedException {
        subscribed();
        try (var dying = new Fetching(dead(), PATIENCE)) {
            hub.route = address -> address.replace(fetcher.base(), dying.base());
            assertThat(hub.distribute(topic, rss(item("b", "B")))).containsExactly(202);
            dying.inbox.quiesce();
        }
        clock.pass(Duration.ofMinutes(3));

        fetcher.inbox.sweep();

        assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        document = rss(item("b", "B"), item("a", "A"));
        assertThat(poll()).as("it is asked for without validators").isInstanceOf(PollOutcome.Updated.class);
        assertThat(titles()).containsExactly("B");
        fetcher.inbox.sweep();
        assertThat(fed().nextPollAt()).as("once").isAfter(clock.instant());
    }

    @Test
    void aDeliveryDoesNotHideThatAPollDidNotEnd() throws InterruptedException {
        subscribed();
        document = rss(item("p", "P"), item("a", "A"));
        etag = "\"2\"";
        clock.set(fed().nextPollAt());
        try (var dying = new Fetching(dead(), PATIENCE)) {
            var claim = dying.claims.claim(1).getFirst();
            assertThatThrownBy(() -> dying.poller.poll(claim, Duration.ZERO)).hasMessage("it dies here");
            dying.claims.abandon(claim, Duration.ZERO);
        }

        hub.distribute(topic, rss(item("b", "B")));

        assertThat(titles()).containsExactly("B");
        assertThat(fed().emitting()).isTrue();
        poll();
        assertThat(titles()).containsExactly("P");
        assertThat(fed().emitting()).isFalse();
    }

    @Test
    void aServerThatWantsToBeLeftAloneIsAlthoughItsHubDelivers() throws InterruptedException {
        subscribed();
        clock.set(fed().nextPollAt());
        fetcher.claims.abandon(fetcher.claims.claim(1).getFirst(), Duration.ofHours(1));

        hub.distribute(topic, rss(item("b", "B")));

        assertThat(titles()).containsExactly("B");
        assertThat(fetcher.claims.claim(1)).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(fetcher.claims.claim(1)).hasSize(1);
    }

    private static Announcer dead() {
        return new Announcer() {
            @Override
            public void entries(List<Sighting> entries) {
                throw new IllegalStateException("it dies here");
            }

            @Override
            public void feeds(List<FeedStatus> feeds) {
                throw new IllegalStateException("it dies here");
            }
        };
    }
}
