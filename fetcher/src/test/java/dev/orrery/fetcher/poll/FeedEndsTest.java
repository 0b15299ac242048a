package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Hop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds that end, hosts that want to be left alone, and what is remembered between answers.
@ParameterizedClass
@EnumSource
class FeedEndsTest extends AnswerStory {
    private static final String ANN = "https://ann.example/feed";
    private static final String NEIGHBOUR = "https://ann.example/other";
    private static final String BO = "https://bo.example/feed";

    FeedEndsTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aFeedThatIsGoneIsLookedAtOnceAWeek() throws InterruptedException {
        planet("clocks", ANN);
        poll(ANN, document(ANN, List.of(), "a"));
        day(1);
        poll(ANN, refused(410));
        assertThat(feed(ANN).state).isEqualTo(State.FAILING);
        assertThat(feed(ANN).reason).endsWith("Polling ends if it still says so on 7 March 2026.");
        poll(ANN, refused(410));
        poll(ANN, refused(410));
        assertThat(feed(ANN).state).isEqualTo(State.FAILING);

        poll(ANN, refused(410));

        assertThat(feed(ANN).state).isEqualTo(State.GONE);
        assertThat(feed(ANN).reason)
                .isEqualTo("The server has said since 4 March 2026 that the feed is gone for good (410).");
        assertThat(pause()).isBetween(Duration.ofDays(7), Duration.ofDays(8));
        poll(ANN, new Answer.Unreachable(Answer.Step.DNS, "There is no server.", List.of()));
        assertThat(feed(ANN).state).as("that is no better").isEqualTo(State.GONE);
        assertThat(pause()).isBetween(Duration.ofDays(7), Duration.ofDays(8));

        poll(ANN, document(ANN, List.of(), "a", "b"));
        assertThat(feed(ANN).state).isEqualTo(State.OK);
        assertThat(feed(ANN).goneSince).isNull();
    }

    @Test
    void aFeedThatIsLongDeadSaysSoAndIsAskedOn() throws InterruptedException {
        planet("clocks", ANN);
        poll(ANN, document(ANN, List.of(), "a"));
        for (int i = 0; i < 40; i++) {
            poll(ANN, refused(404));
        }
        announce();

        var health = kafka.feeds.getLast().health();
        assertThat(health.state()).isEqualTo(State.FAILING);
        assertThat(health.reason())
                .isEqualTo("It is dead: it could not be read since 3 March 2026. The server answers 404.");
        assertThat(health.failures()).isEqualTo(40);
        assertThat(pause()).isBetween(Duration.ofDays(1), Duration.ofHours(26));
    }

    @Test
    void aFeedThatBecomesAWebPageSaysSo() throws InterruptedException {
        planet("clocks", ANN);
        poll(ANN, document(ANN, List.of(), "a"));
        var page =
                "<!-- parked --><!DOCTYPE html><html><body>For sale<br></body></html>".getBytes(StandardCharsets.UTF_8);

        var outcome = poll(ANN, new Answer.Document(ANN, 200, "text/html", page, VALIDATORS, Hints.NONE, List.of()));

        assertThat(outcome)
                .isEqualTo(new PollOutcome.Failed(
                        Cause.WEB_PAGE,
                        "The address answers with a web page where the feed was until 3 March 2026:"
                                + " the site was rebuilt, or the domain expired and is parked.",
                        200));
        assertThat(feed(ANN).etag).as("what we have is still the feed's").isEqualTo("\"1\"");
    }

    @Test
    void aHostThatWantsToBeLeftAloneIsWhole() throws InterruptedException {
        planet("clocks", ANN, NEIGHBOUR, BO);

        poll(ANN, limited(429, Duration.ofHours(2)));
        announce();

        assertThat(feed(ANN).state).isEqualTo(State.WAITING);
        assertThat(feed(ANN).failures).isZero();
        assertThat(feed(ANN).cause).isEqualTo(Cause.TOO_OFTEN);
        assertThat(feed(ANN).pace).isEqualTo(Pace.RETRY_AFTER);
        assertThat(feed(NEIGHBOUR).pace).isEqualTo(Pace.NEIGHBOUR);
        assertThat(feed(ANN).nextPollBecause).matches("Asked to wait until 14:\\d\\d UTC by Retry-After, 429\\.");
        assertThat(feed(NEIGHBOUR).nextPollBecause)
                .matches("Another feed of ann.example was answered: Asked to wait until 14:\\d\\d UTC by .*");
        assertThat(due()).containsExactly(BO);
        clock.pass(Duration.ofHours(2).minusMillis(1));
        assertThat(due()).containsExactly(BO);
        clock.pass(Duration.ofMinutes(10));
        assertThat(due()).hasSize(2).contains(BO);
    }

    @Test
    void aHostThatDoesNotSayForHowLongIsLeftAloneForLongerByWhomeverOfItsFeedsItIsAsked() throws InterruptedException {
        planet("clocks", ANN, NEIGHBOUR);

        poll(ANN, limited(429, null));
        assertThat(Duration.between(clock.instant(), feed(NEIGHBOUR).nextPollAt))
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
        poll(NEIGHBOUR, limited(429, null));
        assertThat(Duration.between(clock.instant(), feed(ANN).nextPollAt))
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(64));
        clock.pass(Duration.ofDays(9));
        poll(NEIGHBOUR, limited(503, null));
        assertThat(Duration.between(clock.instant(), feed(ANN).nextPollAt))
                .as("that was long ago")
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
    }

    @Test
    void whoeverAnswersBehindARedirectIsLeftAlone() throws InterruptedException {
        planet("clocks", ANN, NEIGHBOUR, BO);
        var hops = List.of(new Hop(ANN, BO, 302));

        poll(ANN, new Answer.Refused(429, "Too often.", retryAfter(Duration.ofHours(2)), hops));

        assertThat(due()).containsExactly(NEIGHBOUR);
    }

    @Test
    void what304LeavesOutStaysAsItWas() throws InterruptedException {
        planet("clocks", ANN);
        var longer = new Hints(Duration.ofHours(20), null, List.of(), null);
        poll(ANN, document(ANN, List.of(), longer));
        assertThat(pause()).isBetween(Duration.ofHours(20), Duration.ofHours(21));

        poll(ANN, new Answer.NotModified(VALIDATORS, Hints.NONE, List.of()));
        assertThat(pause()).isBetween(Duration.ofHours(20), Duration.ofHours(21));

        var anHour = new Hints(Duration.ofMinutes(45), null, List.of(), null);
        poll(ANN, new Answer.NotModified(VALIDATORS, anHour, List.of()));
        assertThat(feed(ANN).freshFor).isEqualTo(Duration.ofMinutes(45).toMillis());
    }

    @Test
    void theSameBytesAgainAreNotReadAgain() throws InterruptedException {
        planet("clocks", ANN);
        poll(ANN, document(ANN, List.of(), "a"));
        poll(ANN, new Answer.NotModified(VALIDATORS, Hints.NONE, List.of()));

        assertThat(poll(ANN, document(ANN, List.of(), "a"))).isInstanceOf(PollOutcome.NotModified.class);
        assertThat(feed(ANN).status).isEqualTo(200);
        assertThat(poll(ANN, document(ANN, List.of(), "a", "b"))).isInstanceOf(PollOutcome.Updated.class);
    }

    private static Answer limited(int status, Duration pause) {
        return new Answer.Refused(status, "The server answers %d.".formatted(status), retryAfter(pause), List.of());
    }

    private Duration pause() {
        return Duration.between(clock.instant(), feed(ANN).nextPollAt);
    }
}
