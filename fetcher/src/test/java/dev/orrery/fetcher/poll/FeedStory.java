package dev.orrery.fetcher.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.Ids;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// One feed to tell stories of: a real server whose document changes, a real database, a Kafka that remembers, and a
/// clock that is told to move on.
abstract class FeedStory {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

    final TestClock clock = new TestClock(START.toString());
    final RecordingAnnouncer kafka = new RecordingAnnouncer();
    final Database database;
    final FeedStore store;
    final Claims claims;
    HttpServer server;
    FeedHttpClient web;
    String url;

    volatile String document = "";
    volatile String etag = "\"1\"";
    volatile int status = 200;
    volatile String askedWith = "";
    int mostEntries = 100;

    FeedStory(TestDatabases kind) {
        database = kind.open();
        store = new FeedStore(database.sessions());
        claims = new Claims(database.sessions(), clock);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", this::serve);
        server.start();
        var host = "localhost:" + server.getAddress().getPort();
        url = "http://%s/feed".formatted(host);
        web = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of(host)),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, 100, 5),
                "https://orrery.example/",
                clock);
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", url));
    }

    @AfterEach
    void stop() {
        web.close();
        server.stop(0);
        database.close();
    }

    PollOutcome poll() throws InterruptedException {
        if (clock.instant().isBefore(feed().nextPollAt)) {
            clock.set(feed().nextPollAt);
        }
        return poller(store, kafka).poll(claim(), Duration.ZERO);
    }

    Claim claim() {
        return claims.claim(1).getFirst();
    }

    FeedPoller poller(FeedStore store, Announcer announcer) {
        return new FeedPoller(
                store,
                web,
                new FeedParser(mostEntries),
                announcer,
                new PollSchedule(Duration.ofMinutes(30), Duration.ofDays(1)),
                clock);
    }

    Feed feed() {
        return database.sessions().fromStatelessTransaction(session -> session.get(Feed.class, Ids.feedId(url)));
    }

    void changed(String to) {
        document = to;
        etag = "\"" + to.hashCode() + clock.instant().toEpochMilli() + "\"";
        clock.pass(Duration.ofMinutes(2));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var known = exchange.getRequestHeaders().getFirst("If-None-Match");
            askedWith = known == null ? "" : known;
            exchange.getResponseHeaders().set("ETag", etag);
            if (status == 200 && !askedWith.equals(etag)) {
                var body = document.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                exchange.sendResponseHeaders(status == 200 ? 304 : status, -1);
            }
        }
    }

    static String rss(String... items) {
        return "<rss version='2.0'><channel><title>Ann</title><link>https://ann.example/</link>%s</channel></rss>"
                .formatted(String.join("", items));
    }

    static String item(String guid, String title, String date) {
        var time = date == null || date.contains("T") ? date : date + "T00:00:00Z";
        return "<item><guid isPermaLink='false'>%s</guid><title>%s</title>%s</item>"
                .formatted(guid, title, time == null ? "" : "<pubDate>%s</pubDate>".formatted(time));
    }
}
