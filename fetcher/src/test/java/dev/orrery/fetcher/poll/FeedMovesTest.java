package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Feeds that move, and addresses that prove to be one feed.
@ParameterizedClass
@EnumSource
class FeedMovesTest extends AnswerStory {
    private static final String OLD = "https://old.example/feed";
    private static final String NEW = "https://new.example/feed";
    private static final String HTTP = "http://ann.example/feed";
    private static final String HTTPS = "https://ann.example/feed";
    private static final List<Hop> MOVED = List.of(new Hop(OLD, NEW, 301));

    FeedMovesTest(TestDatabases kind) {
        super(kind);
    }

    @Test
    void aMoveIsBelievedAfterThreeDays() throws InterruptedException {
        planet("clocks", OLD);
        poll(OLD, document(NEW, MOVED, "a"));
        day(1);
        poll(OLD, new Answer.NotModified(VALIDATORS, Hints.NONE, MOVED));
        day(2);
        poll(OLD, document(NEW, MOVED, "a", "b"));

        assertThat(feed(OLD).url).isEqualTo(OLD);
        assertThat(feed(OLD).reason)
                .isEqualTo(
                        "The feed answers. Its server says since 3 March 2026 that it has moved to %s;"
                                + " that is polled instead if it still says so on 6 March 2026.",
                        NEW);

        day(3);
        poll(OLD, new Answer.NotModified(VALIDATORS, Hints.NONE, MOVED));
        announce();

        var feed = feed(OLD);
        assertThat(feed.url).isEqualTo(NEW);
        assertThat(feed.host).isEqualTo("new.example");
        var status = kafka.feeds.getLast();
        assertThat(status.feedId()).as("the id stays").isEqualTo(Ids.feedId(OLD));
        assertThat(status.url()).isEqualTo(NEW);
        assertThat(status.formerUrls()).containsExactly(OLD);
        assertThat(status.health().state()).isEqualTo(State.MOVED);
        assertThat(status.health().reason())
                .isEqualTo("The feed answers. It moved here on 6 March 2026; before, it was at %s.".formatted(OLD));

        kafka.take();
        assertThat(poll(OLD, document(NEW, List.of(), "a", "b"))).isNotNull();
        assertThat(kafka.take()).as("nothing is new").isEmpty();
        day(60);
        poll(OLD, document(NEW, List.of(), "a", "c"));
        assertThat(feed(OLD).state).isEqualTo(State.OK);
    }

    @Test
    void aMoveThatIsTakenBackIsForgotten() throws InterruptedException {
        planet("clocks", OLD);
        poll(OLD, document(NEW, MOVED, "a"));
        day(2);
        poll(OLD, document(OLD, List.of(), "a", "b"));
        day(3);
        poll(OLD, document(NEW, MOVED, "a"));
        day(5);
        poll(OLD, document(NEW, MOVED, "a", "b"));

        assertThat(feed(OLD).url).isEqualTo(OLD);
    }

    @Test
    void whatRedirectsForNowNeverMoves() throws InterruptedException {
        planet("clocks", OLD);
        for (int day = 0; day < 30; day++) {
            day(day);
            poll(OLD, document(NEW, List.of(new Hop(OLD, NEW, day % 2 == 0 ? 302 : 307)), "a", "day " + day));
        }

        assertThat(feed(OLD).url).isEqualTo(OLD);
        assertThat(feed(OLD).state).isEqualTo(State.OK);
    }

    @Test
    void httpsIsTakenAtOnce() throws InterruptedException {
        planet("clocks", HTTP);

        poll(HTTP, document(HTTPS, List.of(new Hop(HTTP, HTTPS, 301)), "a"));

        assertThat(feed(HTTP).url).isEqualTo(HTTPS);
        assertThat(feed(HTTP).formerUrls()).containsExactly(HTTP);
    }

    @Test
    void planetsMayNameTheOldAddressAndTheNewOne() throws InterruptedException {
        planet("clocks", HTTP);
        poll(HTTP, document(HTTPS, List.of(new Hop(HTTP, HTTPS, 301)), "a"));

        assertThat(planets.save(TestPlanets.planet("clocks", HTTP))).isFalse();
        planet("brass", HTTPS);
        announce();

        assertThat(planet("brass").subscriptions())
                .extracting(Subscription::feedId)
                .containsExactly(Ids.feedId(HTTP));
        assertThat(feed(HTTP).planets).isEqualTo(2);
        assertThat(feed(HTTPS)).as("no second feed").isNull();
        assertThat(planets.save(TestPlanets.planet("brass", HTTPS))).isFalse();
    }

    @Test
    void aFeedThatMovesToWhereAnotherIsPolledIsOneWithIt() throws InterruptedException {
        planet("clocks", OLD);
        day(1);
        planet("brass", NEW);
        planet("both", NEW, OLD);
        announce();
        poll(NEW, document(NEW, List.of(), "a"));
        for (int day = 1; day < 5; day++) {
            day(day);
            poll(OLD, document(NEW, MOVED, "a", "day " + day));
        }
        assertThat(feed(OLD).url).isEqualTo(NEW);
        assertThat(feed(NEW).planets).as("not polled any more").isZero();
        announce();

        var elder = Ids.feedId(OLD);
        for (var slug : List.of("clocks", "brass", "both")) {
            assertThat(feedIds(planet(slug))).as(slug).containsExactly(elder);
        }
        assertThat(planet("clocks").revision()).as("nothing changed for it").isEqualTo(1);
        assertThat(planet("brass").revision()).isEqualTo(2);
        assertThat(feed(OLD).planets).isEqualTo(3);
        assertThat(feed(NEW).planets).isZero();
        assertThat(feed(NEW).state).isEqualTo(State.MOVED);
        assertThat(feed(NEW).reason).isEqualTo("It is the same feed as %s, and is polled there.", NEW);
        assertThat(planets.save(TestPlanets.planet("both", NEW, OLD)))
                .as("the file is as it was")
                .isFalse();
        day(30);
        assertThat(due()).containsExactly(NEW);

        planets.save(TestPlanets.planet("both"));
        planets.save(TestPlanets.planet("clocks"));
        assertThat(feed(OLD).planets).isEqualTo(1);
    }

    @Test
    void theElderOfTwoGoesOnWhicheverMoves() throws InterruptedException {
        planet("brass", NEW);
        poll(NEW, document(NEW, List.of(), "a"));
        day(1);
        planet("clocks", OLD);
        for (int day = 1; day < 5; day++) {
            day(day);
            poll(OLD, document(NEW, MOVED, "a", "day " + day));
        }
        announce();

        assertThat(feedIds(planet("clocks"))).containsExactly(Ids.feedId(NEW));
        assertThat(feed(NEW).planets).isEqualTo(2);
        assertThat(feed(NEW).formerUrls()).containsExactly(OLD);
        assertThat(feed(OLD).planets).isZero();
    }

    @Test
    void httpAndHttpsOfOneAddressAreOneFeedOnceTheyShowTheSame() throws InterruptedException {
        planet("clocks", HTTP);
        planet("brass", HTTPS);
        poll(HTTP, document(HTTP, List.of(), "a", "http://ann.example/1"));
        poll(HTTPS, document(HTTPS, List.of(), "b", "a", "https://ann.example/1"));
        assertThat(feed(HTTPS).planets).as("one shows more").isEqualTo(1);

        day(1);
        poll(HTTP, document(HTTP, List.of(), "b", "a", "http://ann.example/1"));
        announce();

        assertThat(feedIds(planet("clocks"))).isEqualTo(feedIds(planet("brass")));
        var survivor = feed(HTTP).planets == 2 ? feed(HTTP) : feed(HTTPS);
        assertThat(survivor.planets).isEqualTo(2);
        assertThat(survivor.url).isEqualTo(HTTPS);
        day(9);
        assertThat(due()).containsExactly(HTTPS);
    }

    @Test
    void aNewAddressOfAFeedThatIsPolledAlreadyTellsNothingTwice() throws InterruptedException {
        planet("clocks", HTTPS);
        poll(HTTPS, document(HTTPS, List.of(), "a"));
        kafka.take();
        planet("brass", HTTP);

        poll(HTTP, document(HTTPS, List.of(new Hop(HTTP, HTTPS, 308)), "a"));
        announce();

        assertThat(kafka.take()).isEmpty();
        assertThat(feedIds(planet("brass"))).containsExactly(Ids.feedId(HTTPS));
    }

    @Test
    void whoJoinedIsFollowedWhenTheElderJoinsAnother() throws InterruptedException {
        planet("clocks", OLD);
        planet("brass", HTTPS);
        poll(HTTPS, document(HTTPS, List.of(), "x"));
        day(1);
        planet("steam", NEW);
        poll(NEW, document(NEW, List.of(), "a"));
        for (int day = 1; day < 5; day++) {
            day(day);
            poll(OLD, document(NEW, MOVED, "a", "day " + day));
        }
        announce();
        for (int day = 5; day < 9; day++) {
            day(day);
            poll(OLD, document(HTTPS, List.of(new Hop(NEW, HTTPS, 301)), "x", "day " + day));
        }
        announce();

        var ids = feedIds(planet("brass"));
        assertThat(feedIds(planet("clocks"))).isEqualTo(ids);
        assertThat(feedIds(planet("steam"))).isEqualTo(ids);
        planets.save(TestPlanets.planet("late", NEW));
        announce();
        assertThat(feedIds(planet("late"))).isEqualTo(ids);
    }

    private static List<String> feedIds(Planet planet) {
        return planet.subscriptions().stream().map(Subscription::feedId).toList();
    }
}
