package dev.orrery.fetcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.Planet;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.planets.Planets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimsTest {
    private static final Duration GAP = Duration.ofSeconds(2);

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void ofTwoFeedsOnAHostOneIsClaimedAtATime(TestDatabases kind) {
        try (var database = kind.open()) {
            var claims = claims(database, "https://ann.example/a", "https://ann.example/b", "https://bo.example/");

            var first = claims.claim(10);
            assertThat(first).extracting(Claim::host).containsExactlyInAnyOrder("ann.example", "bo.example");
            assertThat(claims.claim(10)).isEmpty();

            var ann = first.stream()
                    .filter(claim -> claim.host().equals("ann.example"))
                    .findFirst()
                    .orElseThrow();
            finish(database, ann);
            assertThat(claims.claim(10))
                    .as("the host is left alone for a while")
                    .isEmpty();
            clock.pass(GAP);
            assertThat(claims.claim(10)).singleElement().satisfies(second -> {
                assertThat(second.host()).isEqualTo("ann.example");
                assertThat(second.feed().url()).isNotEqualTo(ann.feed().url());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseOutlivesItsFetcherByAMinuteAtMost(TestDatabases kind) {
        try (var database = kind.open()) {
            var dead = claims(database, "https://ann.example/a");
            var alive = new Claims(database.sessions(), clock);
            var lost = dead.claim(1).getFirst();

            clock.pass(Claims.LEASE.minusMillis(1));
            assertThat(alive.claim(1)).isEmpty();
            clock.pass(Duration.ofMillis(1));
            var taken = alive.claim(1);
            assertThat(taken).hasSize(1);

            assertThat(finish(database, lost))
                    .as("who lost the lease stores nothing")
                    .isFalse();
            assertThat(finish(database, taken.getFirst())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPollThatTakesLongKeepsItsLease(TestDatabases kind) {
        try (var database = kind.open()) {
            var busy = claims(database, "https://ann.example/a");
            var other = new Claims(database.sessions(), clock);
            var claim = busy.claim(1).getFirst();

            for (int i = 0; i < 10; i++) {
                clock.pass(busy.renewEvery());
                busy.renew(List.of(claim));
                assertThat(other.claim(1)).isEmpty();
            }
            assertThat(finish(database, claim)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClaimThatIsAbandonedIsDueAgain(TestDatabases kind) {
        try (var database = kind.open()) {
            var claims = claims(database, "https://ann.example/a");

            claims.abandon(claims.claim(1).getFirst(), Duration.ofMinutes(1));
            assertThat(claims.claim(1)).isEmpty();
            clock.pass(Duration.ofMinutes(1));
            assertThat(claims.claim(1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fourFetchersNeverAskAHostAtOnceAndPollEveryFeedOnce(TestDatabases kind) throws Exception {
        try (var database = kind.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var feeds = IntStream.range(0, 120)
                    .mapToObj(i -> "https://host%d.example/%d".formatted(i % 15, i))
                    .toArray(String[]::new);
            claims(database, feeds);
            Set<String> busy = ConcurrentHashMap.newKeySet();
            Set<String> polled = ConcurrentHashMap.newKeySet();
            var clashes = new AtomicInteger();

            var fetchers = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 4; i++) {
                var claims = new Claims(database.sessions(), InstantSource.system());
                fetchers.add(() -> {
                    while (polled.size() < feeds.length) {
                        for (var claim : claims.claim(5)) {
                            if (!busy.add(claim.host())
                                    || !polled.add(claim.feed().url())) {
                                clashes.incrementAndGet();
                            }
                            claims.renew(List.of(claim));
                            busy.remove(claim.host());
                            finish(database.sessions(), claim, Duration.ZERO, InstantSource.system());
                        }
                    }
                    return null;
                });
            }
            for (var end : threads.invokeAll(fetchers)) {
                end.get();
            }

            assertThat(clashes).hasValue(0);
            assertThat(polled).hasSize(feeds.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostWithNothingDueIsNotLookedAtAgainUntilItHas(TestDatabases kind) {
        try (var database = kind.open()) {
            var claims = claims(database, "https://ann.example/a");
            finish(database, claims.claim(1).getFirst());
            clock.pass(GAP);
            assertThat(claims.claim(1)).as("only now it is known").isEmpty();

            assertThat(dueAt(database))
                    .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)).minus(GAP));

            claims(database, "https://ann.example/a", "https://ann.example/new");
            assertThat(claims.claim(1))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.feed().url()).isEqualTo("https://ann.example/new"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void atTheStartAloneAllLeasesMayBeDropped(TestDatabases kind) {
        try (var database = kind.open()) {
            claims(database, "https://ann.example/a").claim(1);
            var next = new Claims(database.sessions(), clock);

            next.releaseAll();

            assertThat(next.claim(1)).hasSize(1);
        }
    }

    private static Instant dueAt(Database database) {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select h.dueAt from Host h", Instant.class)
                .getSingleResult());
    }

    private Claims claims(Database database, String... feeds) {
        Planet planet = TestPlanets.planet("clocks", feeds);
        new Planets(database.sessions(), clock).save(planet);
        return new Claims(database.sessions(), clock);
    }

    private boolean finish(Database database, Claim claim) {
        return finish(database.sessions(), claim, GAP, clock);
    }

    private static boolean finish(SessionFactory sessions, Claim claim, Duration gap, InstantSource clock) {
        var now = clock.instant();
        var next = new PollSchedule.Next(now.plus(Duration.ofMinutes(30)), Pace.BACK_OFF, "because");
        return new FeedStore(sessions).finish(claim, new PollOutcome.Failed(Cause.DNS, "no", null), next, gap, now);
    }
}
