package dev.orrery.fetcher.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.planets.Planets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Hubs that are down, that promise and never come, that want to be left alone.
@ParameterizedClass
@EnumSource
class HubTroubleTest extends PushStory {
    HubTroubleTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aHubThatIsDownIsAskedLessAndLessAndTheFeedIsPolledAsUsual() throws InterruptedException {
        trusted();
        assertThat(fed().pushUntil()).isEqualTo(START.plus(PushTimes.LEASE));
        hub.answer = 500;
        clock.set(nextStep());
        var before = clock.instant();

        fetcher.round();

        assertThat(fed().pushUntil()).isNull();
        assertThat(status().health().reason())
                .endsWith("Its hub hub.example does not work, so it is polled as usual."
                        + " The hub answers 500: “No such thing as %s/push/%s…”."
                                .formatted(fetcher.base(), lastToken().substring(0, 6)));
        var waits = IntStream.range(0, 3)
                .mapToObj(_ -> {
                    var wait = Duration.between(clock.instant(), nextStep());
                    clock.set(nextStep());
                    round();
                    return wait;
                })
                .toList();
        assertThat(waits).isSorted().doesNotHaveDuplicates();

        hub.answer = 202;
        clock.set(nextStep());
        fetcher.round();
        hub.verify();
        assertThat(fed().note()).isEqualTo("Its hub hub.example has promised to tell of news.");
        assertThat(clock.instant()).isAfter(before);
        hub.distribute(topic, rss(item("z", "Z")));
        assertThat(titles()).containsExactly("Z");
        assertThat(fed().pushUntil()).as("it has shown that it works").isNotNull();
    }

    @Test
    void aFeedThatWasPolledRarelyIsDueAtOnceWhenItsHubFails() throws InterruptedException {
        trusted();
        hub.close();
        clock.set(nextStep());
        database.sessions()
                .inStatelessTransaction(session -> session.createMutationQuery("update Feed f set f.nextPollAt = :at")
                        .setParameter("at", clock.instant().plus(Duration.ofHours(20)))
                        .executeUpdate());

        fetcher.round();

        assertThat(fed().nextPollAt()).isEqualTo(clock.instant());
        assertThat(fed().note()).contains("does not work", "does not take connections");
    }

    @Test
    void aHubThatNeverComesToVerifyIsAHubThatDoesNotWork() throws InterruptedException {
        document = rss(item("a", "A"));
        poll();
        fetcher.round();
        hub.forget();

        clock.pass(PushTimes.VERIFICATION);
        fetcher.round();

        assertThat(fed().note())
                .isEqualTo("Its hub hub.example does not work, so it is polled as usual."
                        + " It took the subscription but never came to verify it.");
        assertThat(hub.asked).hasSize(1);
        clock.set(nextStep());
        fetcher.round();
        assertThat(hub.asked).hasSize(2);
        assertThat(hub.asked.getLast()).isEqualTo(hub.asked.getFirst());
        assertThat(hub.verify()).containsExactly(200);
    }

    @Test
    void aHubThatAsksToBeLeftAloneIs() throws InterruptedException {
        hub.answer = 429;
        hub.retryAfter = "7200";
        document = rss(item("a", "A"));
        poll();
        fetcher.round();

        assertThat(nextStep()).isAfterOrEqualTo(clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void aHubThatCannotBeToldThatWeLeaveIsForgotten() throws InterruptedException {
        subscribed();
        hub.answer = 503;
        new Planets(database.sessions(), clock).delete("clocks");
        for (int i = 0; i < 3; i++) {
            fetcher.round();
            if (nextStep() != null) {
                clock.set(nextStep());
            }
        }

        assertThat(hub.asked).hasSize(4);
        assertThat(nextStep()).isNull();
    }

    @Test
    void aDeadHubIsAskedOnceForAllItsFeeds() throws InterruptedException {
        manyFeeds(40);
        hub.answer = 500;

        fetcher.round();

        assertThat(hub.asked).hasSize(1);
        assertThat(nextStep()).isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    private String lastToken() {
        var callback = hub.asked.getLast().get("hub.callback");
        return callback.substring(callback.lastIndexOf('/') + 1);
    }

    private void round() {
        try {
            fetcher.round();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
