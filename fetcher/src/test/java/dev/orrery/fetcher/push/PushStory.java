package dev.orrery.fetcher.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Ids;
import dev.orrery.events.RawEntry;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.RecordingAnnouncer;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.TestPlanets;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.TestDatabases;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.planets.Planets;
import dev.orrery.fetcher.poll.Announcer;
import dev.orrery.fetcher.poll.Claims;
import dev.orrery.fetcher.poll.FeedAnnouncer;
import dev.orrery.fetcher.poll.FeedPoller;
import dev.orrery.fetcher.poll.FeedStore;
import dev.orrery.fetcher.poll.PollOutcome;
import dev.orrery.fetcher.poll.PollSchedule;
import dev.orrery.fetcher.poll.Sighting;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.HubHttp;
import dev.orrery.fetcher.web.Limits;
import dev.orrery.fetcher.web.OutgoingHttp;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A feed, two hubs and fetchers that hubs reach over real HTTP, on a real database and a clock that is told to move
/// on. The hubs' https ends before them, as behind a proxy.
abstract class PushStory {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    static final String HUB = "https://hub.example/";
    static final String OTHER_HUB = "https://other-hub.example/";
    static final int MOST_BYTES = 100_000;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Vertx VERTX = Vertx.vertx();

    final TestClock clock = new TestClock(START.toString());
    final RecordingAnnouncer records = new RecordingAnnouncer();
    final BlockingQueue<RawEntry> sent = new LinkedBlockingQueue<>();
    final AtomicInteger requests = new AtomicInteger();
    final TestHub hub = new TestHub(HUB);
    final TestHub otherHub = new TestHub(OTHER_HUB);
    final Database database;
    HttpServer server;
    OutgoingHttp door;
    FeedHttpClient web;
    Fetching fetcher;
    String url;

    volatile String document = "";
    volatile String etag = "\"1\"";
    volatile String link = "<%s>; rel=hub, <https://ann.example/feed>; rel=self".formatted(HUB);
    String topic = "https://ann.example/feed";

    PushStory(TestDatabases kind) {
        database = kind.open();
    }

    /// One fetcher: what of it has to do with push, and its polls.
    final class Fetching implements AutoCloseable {
        final Claims claims = new Claims(database.sessions(), clock);
        final FeedPoller poller;
        final Inbox inbox;
        final Subscriber subscriber;
        final io.vertx.core.http.HttpServer http;

        Fetching(Announcer announcer, Duration patience) {
            poller = new FeedPoller(
                    new FeedStore(database.sessions()),
                    web,
                    new FeedParser(100),
                    announcer,
                    new PollSchedule(Duration.ofHours(4)),
                    clock);
            inbox = new Inbox(new InboxBook(database.sessions(), clock), claims, poller, patience);
            var push = new Push(new Verifications(database.sessions(), clock), inbox);
            var router = Router.router(VERTX);
            new PushRoutes(() -> push, MOST_BYTES).mount(router);
            http = VERTX.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            var hubs = new HubHttp(door, clock);
            subscriber = new Subscriber(
                    database.sessions(),
                    (address, form) ->
                            hubs.post(address.replace(HUB, hub.url()).replace(OTHER_HUB, otherHub.url()), form),
                    URI.create(base()),
                    clock);
        }

        String base() {
            return "http://localhost:" + http.actualPort();
        }

        void round() throws InterruptedException {
            subscriber.round();
        }

        @Override
        public void close() {
            inbox.close();
            http.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /// What the database says of the feed.
    record Fed(
            @Nullable String hub,
            @Nullable Instant pushUntil,
            Instant nextPollAt,
            @Nullable String note,
            int failures,
            boolean emitting) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        var host = "localhost:" + server.getAddress().getPort();
        url = "http://%s/feed".formatted(host);
        door = new OutgoingHttp(
                new AddressGuard(List.of(), Set.of(host, hub.host(), otherHub.host())),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20, 100, 5),
                "https://orrery.example/");
        web = new FeedHttpClient(door, clock);
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", url));
        fetcher = new Fetching(queue(), PATIENCE);
    }

    @AfterEach
    void stop() {
        fetcher.close();
        web.close();
        server.stop(0);
        hub.close();
        otherHub.close();
        database.close();
    }

    /// Waits until the feed is due and polls it.
    PollOutcome poll() throws InterruptedException {
        if (clock.instant().isBefore(fed().nextPollAt)) {
            clock.set(fed().nextPollAt);
        }
        return fetcher.poller.poll(fetcher.claims.claim(1).getFirst(), Duration.ZERO);
    }

    /// The feed is known and its hub has verified our subscription.
    void subscribed() throws InterruptedException {
        document = rss(item("a", "A"));
        poll();
        fetcher.round();
        hub.verify();
        sent.clear();
    }

    /// As [#subscribed], and the hub has proved that it delivers.
    void trusted() throws InterruptedException {
        subscribed();
        hub.distribute(topic, rss(item("first", "The first that was pushed")));
        fetcher.inbox.quiesce();
        sent.clear();
    }

    /// All at one hub, polled already.
    void manyFeeds(int count) {
        var urls = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "https://ann.example/" + i)
                .toArray(String[]::new);
        new Planets(database.sessions(), clock).save(TestPlanets.planet("clocks", urls));
        database.sessions().inStatelessTransaction(session -> session.createMutationQuery(
                        "update Feed f set f.hub = :hub, f.topic = f.url")
                .setParameter("hub", HUB)
                .executeUpdate());
    }

    Fed fed() {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select f.hub, f.pushUntil, f.nextPollAt, f.pushNote, f.failures, f.emitting"
                                + " from Feed f where f.id = :id",
                        Fed.class)
                .setParameter("id", Ids.feedId(url))
                .getSingleResult());
    }

    /// As people see it.
    FeedStatus status() throws InterruptedException {
        new FeedAnnouncer(database.sessions(), records, clock).announce();
        return records.feeds.getLast();
    }

    Instant nextStep() {
        return database.sessions().fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select min(p.nextStepAt) from Push p", Instant.class)
                .getSingleResult());
    }

    /// What was sent to Kafka since the last call, by title.
    List<String> titles() {
        fetcher.inbox.quiesce();
        var taken = new ArrayList<RawEntry>();
        sent.drainTo(taken);
        return taken.stream().map(entry -> entry.source().title().value()).toList();
    }

    Announcer queue() {
        return new Announcer() {
            @Override
            public void entries(List<Sighting> entries) {
                entries.forEach(sighting -> sent.add(sighting.record()));
            }

            @Override
            public void feeds(List<FeedStatus> feeds) {
                throw new IllegalStateException("polls announce no feeds");
            }
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("ETag", etag);
            if (!link.isEmpty()) {
                exchange.getResponseHeaders().set("Link", link);
            }
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                var body = document.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    static String rss(String... items) {
        return "<rss version='2.0'><channel><title>Ann</title><link>https://ann.example/</link>%s</channel></rss>"
                .formatted(String.join("", items));
    }

    static String item(String guid, String title) {
        return "<item><guid isPermaLink='false'>%s</guid><title>%s</title></item>".formatted(guid, title);
    }
}
