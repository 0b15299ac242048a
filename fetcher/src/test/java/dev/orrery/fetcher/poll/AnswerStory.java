package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.PlanetAnnouncer;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Hints;
import dev.orrery.fetcher.web.Hop;
import dev.orrery.fetcher.web.Limits;
import dev.orrery.fetcher.web.Validators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// Feeds whose servers' answers are given: what becomes of them in a real database, of either kind.
abstract class AnswerStory {
    static final Instant START = Instant.parse("2026-03-03T12:00:00Z");
    static final Validators VALIDATORS = new Validators("\"1\"", null);

    final TestClock clock = new TestClock(START.toString());
    final RecordingAnnouncer kafka = new RecordingAnnouncer();
    final Database database;
    final Planets planets;
    private final Claims claims;
    private final FeedPoller poller;
    private final FeedHttpClient unused;

    AnswerStory(TestDatabases kind) {
        database = kind.open();
        planets = new Planets(database.sessions(), clock);
        claims = new Claims(database.sessions(), clock);
        unused = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of()),
                new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 1),
                "https://orrery.example/",
                clock);
        poller = new FeedPoller(
                new FeedStore(database.sessions()),
                unused,
                new FeedParser(100),
                kafka,
                new PollSchedule(Duration.ofMinutes(30), Duration.ofDays(1)),
                clock);
    }

    @AfterEach
    void close() {
        unused.close();
        database.close();
    }

    void planet(String slug, String... feeds) {
        planets.save(TestPlanets.planet(slug, feeds));
    }

    /// Lets everything that is to be announced arrive.
    void announce() throws InterruptedException {
        new PlanetAnnouncer(planets, kafka).announce();
        new FeedAnnouncer(database.sessions(), kafka, clock).announce();
    }

    Feed feed(String firstAddress) {
        return database.sessions()
                .fromStatelessTransaction(session -> session.get(Feed.class, Ids.feedId(firstAddress)));
    }

    Planet planet(String slug) {
        return kafka.announced.get(slug);
    }

    /// Who is due now, and may be asked.
    List<String> due() {
        var due = claims.claim(100);
        due.forEach(claim -> claims.abandon(claim, Duration.ZERO));
        return due.stream().map(claim -> claim.feed().url).sorted().toList();
    }

    /// Polls a feed as soon as it is due.
    PollOutcome poll(String firstAddress, Answer answer) throws InterruptedException {
        var feed = feed(firstAddress);
        if (feed.nextPollAt.isAfter(clock.instant())) {
            clock.set(feed.nextPollAt);
        }
        // Before its host's other feeds.
        database.sessions().inStatelessTransaction(session -> session.createMutationQuery(
                        "update Feed f set f.nextPollAt = :epoch where f.id = :id")
                .setParameter("epoch", Instant.EPOCH)
                .setParameter("id", feed.id)
                .executeUpdate());
        PollOutcome outcome = null;
        for (var claim : claims.claim(100)) {
            if (claim.feed().id.equals(feed.id)) {
                outcome = poller.take(claim, answer, Duration.ZERO);
            } else {
                claims.abandon(claim, Duration.ZERO);
            }
        }
        if (outcome == null) {
            throw new IllegalStateException("%s cannot be claimed".formatted(feed.url));
        }
        return outcome;
    }

    /// From the first day on, the day's noon having passed.
    void day(int number) {
        clock.set(START.plus(Duration.ofDays(number)).plusSeconds(60));
    }

    static Answer document(String url, List<Hop> hops, String... guids) {
        return document(url, hops, Hints.NONE, guids);
    }

    static Answer document(String url, List<Hop> hops, Hints hints, String... guids) {
        var items = new StringBuilder();
        for (var guid : guids) {
            items.append(FeedStory.item(guid, guid, "2026-03-01"));
        }
        return new Answer.Document(
                url,
                200,
                "application/rss+xml",
                FeedStory.rss(items.toString()).getBytes(StandardCharsets.UTF_8),
                VALIDATORS,
                hints,
                hops);
    }

    static Answer refused(int status) {
        return new Answer.Refused(status, "The server answers %d.".formatted(status), Hints.NONE, List.of());
    }

    static Hints retryAfter(Duration pause) {
        return new Hints(null, pause, List.of(), null);
    }
}
