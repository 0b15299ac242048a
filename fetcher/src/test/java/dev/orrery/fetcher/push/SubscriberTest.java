package dev.orrery.fetcher.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.planets.Planets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A subscription from the feed's first poll to its end.
@ParameterizedClass
@EnumSource
class SubscriberTest extends PushStory {
    SubscriberTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aFeedThatNamesAHubIsSubscribedThere() throws InterruptedException {
        document = rss(item("a", "A"));
        poll();
        fetcher.round();

        assertThat(hub.asked).singleElement().satisfies(form -> {
            assertThat(form)
                    .containsEntry("hub.mode", "subscribe")
                    .containsEntry("hub.topic", topic)
                    .containsEntry("hub.lease_seconds", "864000");
            assertThat(form.get("hub.callback")).matches(fetcher.base() + "/push/[A-Za-z0-9_-]{43}");
            assertThat(form.get("hub.secret")).matches("[A-Za-z0-9_-]{43}");
        });
        assertThat(hub.verify()).containsExactly(200);
        assertThat(hub.subscriptions).hasSize(1);
        assertThat(status().hub()).isEqualTo(HUB);
        assertThat(status().health().reason())
                .isEqualTo("The feed answers. Its hub hub.example has promised to tell of news.");
        assertThat(fed().pushUntil())
                .as("a hub that has not shown that it delivers is not relied upon")
                .isNull();
    }

    @Test
    void withoutAHubNobodyIsAsked() throws InterruptedException {
        link = "";
        document = rss(item("a", "A"));
        poll();
        fetcher.round();

        assertThat(hub.asked).isEmpty();
        assertThat(fed().hub()).isNull();
    }

    @Test
    void noSecretGoesOverPlainHttp() throws InterruptedException {
        link = "<%s>; rel=hub".formatted(hub.url());
        document = rss(item("a", "A"));
        poll();
        fetcher.round();

        assertThat(hub.asked).singleElement().satisfies(form -> assertThat(form)
                .doesNotContainKey("hub.secret")
                .as("a feed that does not say what its address is goes by the one that is polled")
                .containsEntry("hub.topic", url));
    }

    @Test
    void ofSeveralHubsOneOverHttpsIsChosen() throws InterruptedException {
        link = "<%s>; rel=hub, <%s>; rel=hub".formatted(hub.url(), OTHER_HUB);
        poll();

        assertThat(fed().hub()).isNull();
        document = rss(item("a", "A"));
        etag = "\"2\"";
        poll();
        assertThat(fed().hub()).isEqualTo(OTHER_HUB);
    }

    @Test
    void nothingIsConfirmedThatWasNotAskedFor() throws InterruptedException {
        document = rss(item("a", "A"));
        poll();
        fetcher.round();
        var callback = hub.asked.getFirst().get("hub.callback");

        var right = Map.of("hub.mode", "subscribe", "hub.topic", topic, "hub.challenge", "c", "hub.lease_seconds", "9");
        for (var wrong : List.of(
                Map.of("hub.topic", "https://bo.example/feed"),
                Map.of("hub.mode", "unsubscribe"),
                Map.of("hub.mode", "nonsense"))) {
            var query = new HashMap<>(right);
            query.putAll(wrong);
            assertThat(hub.get(callback, query).statusCode()).as("%s", wrong).isEqualTo(404);
        }
        assertThat(hub.get(callback, Map.of("hub.mode", "subscribe", "hub.topic", topic))
                        .statusCode())
                .isEqualTo(404);
        assertThat(hub.get(callback + "x", right).statusCode()).isEqualTo(404);
        assertThat(hub.deliver(callback, topic, rss(), "sha256=00"))
                .as("there is no lease yet")
                .isEqualTo(410);

        assertThat(hub.get(callback, right).statusCode()).isEqualTo(200);
        assertThat(hub.get(callback, right).body())
                .as("a hub that did not hear the answer asks again")
                .isEqualTo("c");
        clock.pass(Duration.ofDays(2));
        assertThat(hub.get(callback, right).statusCode())
                .as("nobody has asked for that lately")
                .isEqualTo(404);
    }

    @Test
    void itIsRenewedWellBeforeTheLeaseEndsWithANewSecret() throws InterruptedException {
        hub.lease = 100_000;
        subscribed();
        var first = hub.asked.getFirst();
        assertThat(Duration.between(START, nextStep()).toSeconds()).isBetween(50_000L, 80_000L);

        clock.set(nextStep().minusMillis(1));
        fetcher.round();
        assertThat(hub.asked).hasSize(1);
        clock.set(nextStep());
        fetcher.round();

        assertThat(hub.asked).hasSize(2);
        var second = hub.asked.getLast();
        assertThat(second.get("hub.callback")).isEqualTo(first.get("hub.callback"));
        assertThat(second.get("hub.secret")).isNotEqualTo(first.get("hub.secret"));
        assertThat(hub.distribute(topic, rss(item("b", "Signed with the old secret"))))
                .containsExactly(202);
        assertThat(titles()).containsExactly("Signed with the old secret");
        assertThat(hub.verify()).containsExactly(200);
        assertThat(hub.distribute(topic, rss(item("c", "Signed with the new one"))))
                .containsExactly(202);
        assertThat(titles()).containsExactly("Signed with the new one");
        assertThat(fed().pushUntil()).isEqualTo(clock.instant().plusSeconds(100_000));
    }

    @Test
    void aDeniedSubscriptionIsAskedForAgainTomorrow() throws InterruptedException {
        trusted();
        var callback = hub.callback();

        assertThat(hub.deny(callback, "https://bo.example/feed", "")).isEqualTo(404);
        assertThat(fed().pushUntil()).isNotNull();
        assertThat(hub.deny(callback, topic, "not\nyours")).isEqualTo(200);

        assertThat(fed().pushUntil()).isNull();
        assertThat(fed().note())
                .isEqualTo("Its hub hub.example denies the subscription, so it is polled as usual."
                        + " It says: “not yours”.");
        assertThat(hub.deliver(callback, topic, rss(), "")).isEqualTo(410);
        assertThat(nextStep()).isAfterOrEqualTo(clock.instant().plus(Duration.ofDays(1)));
        clock.set(nextStep());
        fetcher.round();
        assertThat(hub.verify()).containsExactly(200);
    }

    @Test
    void aFeedThatChangesItsHubLeavesTheOldOne() throws InterruptedException {
        trusted();
        var old = hub.callback();
        link = "<%s>; rel=hub, <%s>; rel=self".formatted(OTHER_HUB, topic);
        etag = "\"2\"";
        poll();

        fetcher.round();

        assertThat(fed().pushUntil()).as("the new hub has shown nothing yet").isNull();
        assertThat(hub.asked.getLast())
                .containsEntry("hub.mode", "unsubscribe")
                .containsEntry("hub.topic", topic)
                .containsEntry("hub.callback", old);
        assertThat(otherHub.asked).singleElement().satisfies(form -> assertThat(form.get("hub.callback"))
                .isNotEqualTo(old));
        assertThat(hub.deliver(old, topic, rss(), "")).isEqualTo(410);
        assertThat(hub.verify()).containsExactly(200);
        assertThat(hub.subscriptions).isEmpty();
        assertThat(otherHub.verify()).containsExactly(200);
        clock.pass(PushTimes.VERIFICATION);
        fetcher.round();
        assertThat(hub.deliver(old, topic, rss(), ""))
                .as("nothing is left of it")
                .isEqualTo(404);
        otherHub.distribute(topic, rss(item("n", "N")));
        assertThat(titles()).containsExactly("N");
    }

    @Test
    void aFeedThatNobodyCarriesIsUnsubscribed() throws InterruptedException {
        subscribed();
        new Planets(database.sessions(), clock).delete("clocks");

        fetcher.round();

        assertThat(hub.asked.getLast()).containsEntry("hub.mode", "unsubscribe");
        assertThat(hub.verify()).containsExactly(200);
        assertThat(fed().note()).isNull();
    }

    @Test
    void aNewAddressOfOursIsToldToHubsAtOnce() throws InterruptedException {
        subscribed();
        try (var moved = new Fetching(queue(), PATIENCE)) {
            moved.round();

            assertThat(hub.asked).hasSize(2);
            assertThat(hub.asked.getLast().get("hub.callback")).startsWith(moved.base());
            assertThat(hub.verify()).containsExactly(200);
        }
    }

    @Test
    void ofTwoFetchersOneAsks() throws Exception {
        manyFeeds(40);
        try (var second = new Fetching(queue(), PATIENCE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> one = () -> {
                fetcher.round();
                return null;
            };
            Callable<Void> other = () -> {
                second.round();
                return null;
            };
            for (var end : threads.invokeAll(List.of(one, other))) {
                end.get();
            }
            fetcher.round();
        }

        assertThat(hub.asked.stream().map(form -> form.get("hub.topic")))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }
}
