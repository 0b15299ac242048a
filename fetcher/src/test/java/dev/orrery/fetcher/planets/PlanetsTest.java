package dev.orrery.fetcher.planets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Ids;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.poll.Claims;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanetsTest {
    private static final String ANN = "https://ann.example/feed";
    private static final int FETCHERS = 4;
    private static final String BO = "https://bo.example/feed";

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final RecordingAnnouncer kafka = new RecordingAnnouncer();

    @ParameterizedTest
    @EnumSource
    void aPlanetIsAnnouncedOnceForEachChange(TestDatabases kind) throws InterruptedException {
        try (var database = kind.open()) {
            var planets = new Planets(database.sessions(), clock);
            var announcer = new PlanetAnnouncer(planets, kafka);

            assertThat(planets.save(TestPlanets.planet("clocks", ANN))).isTrue();
            announcer.announce();
            assertThat(planets.save(TestPlanets.planet("clocks", ANN))).isFalse();
            announcer.announce();
            assertThat(planets.save(TestPlanets.planet("clocks", ANN, BO))).isTrue();
            announcer.announce();
            assertThat(planets.delete("clocks")).isTrue();
            assertThat(planets.delete("clocks")).isFalse();
            announcer.announce();
            assertThat(planets.save(TestPlanets.planet("clocks", BO))).isTrue();
            announcer.announce();

            assertThat(kafka.planets)
                    .containsExactly(
                            "clocks 1: 1 feeds", "clocks 2: 2 feeds", "clocks 3: deleted", "clocks 4: 1 feeds");
            assertThat(planets.slugs()).containsExactly("clocks");
        }
    }

    /// Strictness wins, since others' readers are concerned too; size is only ours to bear.
    @ParameterizedTest
    @EnumSource
    void aFeedIsPolledOnTheTermsThatItsPlanetsAgreeOn(TestDatabases kind) {
        try (var database = kind.open()) {
            var planets = new Planets(database.sessions(), clock);
            var id = Ids.feedId(ANN);

            planets.save(TestPlanets.planet("clocks", ANN), Map.of(id, new FeedTerms(true, 30)));
            assertThat(terms(database)).isEqualTo("true 30");
            planets.save(TestPlanets.planet("brass", ANN), Map.of(id, new FeedTerms(false, 50)));
            assertThat(terms(database)).isEqualTo("false 50");
            assertThat(planets.save(TestPlanets.planet("brass", ANN), Map.of(id, new FeedTerms(true, 0))))
                    .isTrue();
            assertThat(terms(database)).isEqualTo("true 30");
            assertThat(planets.save(TestPlanets.planet("brass", ANN), Map.of(id, new FeedTerms(true, 0))))
                    .isFalse();
            planets.save(TestPlanets.planet("clocks", ANN));
            planets.delete("brass");
            assertThat(terms(database)).isEqualTo("false 0");
        }
    }

    private static String terms(Database database) {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select concat(case when f.insecure then 'true' else 'false' end, ' ', f.maxBytes) from Feed f",
                        String.class)
                .getSingleResult());
    }

    /// As fetchers do that start together on one database.
    @ParameterizedTest
    @EnumSource
    void ofFetchersThatReadTheSameNewFileAtOnceOneSavesIt(TestDatabases kind) throws Exception {
        try (var database = kind.open();
                var threads = Executors.newFixedThreadPool(FETCHERS)) {
            var atOnce = new CyclicBarrier(FETCHERS);
            var planets = new Planets(database.sessions(), clock);

            Callable<Boolean> saving = () -> {
                atOnce.await();
                return planets.save(TestPlanets.planet("clocks", ANN));
            };
            var saves = threads.invokeAll(Collections.nCopies(FETCHERS, saving));

            int changed = 0;
            for (var save : saves) {
                changed += save.get() ? 1 : 0;
            }
            assertThat(changed).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFeedOnSeveralPlanetsIsOneFeed(TestDatabases kind) {
        try (var database = kind.open()) {
            var planets = new Planets(database.sessions(), clock);
            planets.save(TestPlanets.planet("clocks", ANN, BO));
            planets.save(TestPlanets.planet("brass", ANN));

            assertThat(carried(database)).containsExactly(ANN + " 2", BO + " 1");
            assertThat(new Claims(database.sessions(), clock).claim(10)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFeedThatNoPlanetCarriesIsPolledNoMoreUntilOneDoes(TestDatabases kind) {
        try (var database = kind.open()) {
            var planets = new Planets(database.sessions(), clock);
            var claims = new Claims(database.sessions(), clock);
            planets.save(TestPlanets.planet("clocks", ANN, BO));
            planets.save(TestPlanets.planet("clocks", BO));

            assertThat(carried(database)).containsExactly(ANN + " 0", BO + " 1");
            assertThat(claims.claim(10)).extracting(claim -> claim.feed().url()).containsExactly(BO);

            planets.save(TestPlanets.planet("clocks", ANN, BO));
            assertThat(claims.claim(10)).extracting(claim -> claim.feed().url()).containsExactly(ANN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLongIsKeptWhole(TestDatabases kind) {
        try (var database = kind.open()) {
            var planets = new Planets(database.sessions(), clock);
            var feed = "https://ann.example/" + "x".repeat(20_000);

            planets.save(TestPlanets.planet("clocks", feed));

            assertThat(planets.unannounced()).singleElement().satisfies(row -> assertThat(
                            Planets.planet(row).subscriptions().getFirst().feedUrl())
                    .isEqualTo(feed));
        }
    }

    private static List<String> carried(Database database) {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select concat(f.url, ' ', cast(f.planets as string)) from Feed f order by f.url", String.class)
                .getResultList());
    }
}
