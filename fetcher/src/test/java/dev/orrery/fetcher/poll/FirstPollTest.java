package dev.orrery.fetcher.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.discover.Discovered;
import dev.orrery.fetcher.discover.Discovery;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A feed that was discovered is on its planet without its server being asked again.
class FirstPollTest {
    private final TestClock clock = new TestClock("2026-03-10T12:00:00Z");
    private final RecordingAnnouncer kafka = new RecordingAnnouncer();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Database database = TestDatabases.H2.open();
    private final Claims claims = new Claims(database.sessions(), clock);
    private HttpServer server;
    private FeedHttpClient web;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/", "text/html", "<html><link rel=alternate type=application/rss+xml href=/old>");
        server.createContext("/old", exchange -> {
            try (exchange) {
                log.add(exchange.getRequestURI().getPath());
                exchange.getResponseHeaders().set("Location", "/feed");
                exchange.sendResponseHeaders(301, -1);
            }
        });
        serve("/feed", "application/rss+xml", FeedStory.rss(FeedStory.item("a", "A", "2026-03-01")));
        server.start();
        web = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of(host())),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, 100, 5),
                "https://orrery.example/",
                clock);
    }

    @AfterEach
    void stop() {
        web.close();
        server.stop(0);
        database.close();
    }

    @Test
    void whatDiscoveryReadIsTheFirstPoll() throws InterruptedException {
        var found = (Discovered.Found) new Discovery(web, new FeedParser(100), clock).discover("http://" + host());
        var feed = found.feeds().getFirst();
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", feed.url()));

        var outcome =
                new FirstPoll(this::claim, poller()).take(Ids.feedId(feed.url()), feed.answer(), Duration.ofSeconds(2));

        assertThat(outcome).isInstanceOf(PollOutcome.Updated.class);
        assertThat(kafka.take()).extracting(RawEntry::feedUrl).containsExactly("http://" + host() + "/feed");
        assertThat(log).as("the server's log").containsExactly("/", "/old", "/feed");
        assertThat(claims.claim(10)).as("what is due").isEmpty();
        var stored = database.sessions()
                .fromStatelessTransaction(session -> session.get(Feed.class, Ids.feedId(feed.url())));
        assertThat(stored.state).isEqualTo(State.OK);
        assertThat(stored.etag).as("the next poll asks with it").isEqualTo("\"1\"");
    }

    @Test
    void whereSomebodyElseIsPollingTheFeedStaysDue() throws InterruptedException {
        var found = (Discovered.Found) new Discovery(web, new FeedParser(100), clock).discover("http://" + host());
        var feed = found.feeds().getFirst();
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", feed.url()));
        var other = Objects.requireNonNull(claim(Ids.feedId(feed.url())));

        assertThat(new FirstPoll(this::claim, poller()).take(Ids.feedId(feed.url()), feed.answer(), Duration.ZERO))
                .isNull();

        claims.abandon(other, Duration.ZERO);
        assertThat(claims.claim(10)).hasSize(1);
        assertThat(kafka.take()).isEmpty();
    }

    @Test
    void aPageThatIsPolledAsAFeedNamesTheFeed() throws InterruptedException {
        var page = "http://" + host() + "/";
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", page));

        var outcome = poller().poll(Objects.requireNonNull(claim(Ids.feedId(page))), Duration.ZERO);

        assertThat(outcome)
                .isEqualTo(new PollOutcome.Failed(
                        Cause.WEB_PAGE,
                        "The address answers with a web page, not with a feed. The page names a feed: http://%s/old"
                                .formatted(host()),
                        200));
    }

    private Claim claim(String feedId) {
        return claims.claim(10).stream()
                .filter(claim -> claim.feed().id().equals(feedId))
                .findFirst()
                .orElse(null);
    }

    private FeedPoller poller() {
        return new FeedPoller(
                new FeedStore(database.sessions()),
                web,
                new FeedParser(100),
                kafka,
                new PollSchedule(Duration.ofMinutes(30)),
                clock);
    }

    private String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private void serve(String path, String type, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                log.add(exchange.getRequestURI().getPath());
                var bytes = body.getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
