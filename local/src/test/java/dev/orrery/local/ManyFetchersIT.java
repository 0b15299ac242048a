package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.fetcher.Fetcher;
import dev.orrery.fetcher.database.Database;
import dev.orrery.fetcher.database.DatabaseSettings;
import dev.orrery.fetcher.database.PostgresServer;
import dev.orrery.fetcher.planets.Planets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Four fetchers on one PostgreSQL, of which one after the other is killed and replaced while it polls. Every address
/// of 127.0.0.0/8 is this machine, so each is a host of its own to the fetchers.
class ManyFetchersIT {
    private static final int FETCHERS = 4;
    private static final int HOSTS = 25;
    private static final int FEEDS_A_HOST = 3;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_TAKES = Duration.ofMillis(20);

    /// Beyond lease and interval: four JVMs share two cores with a database, and a new one starts now and then.
    private static final Duration SLACK = Duration.ofSeconds(8);

    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Map<String, List<Instant>> polls = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final List<Command> fetchers = new ArrayList<>();
    private HttpServer server;
    private String database;
    private Database opened;

    /// An interrupt would break a connection off in the middle.
    private volatile boolean ended;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        database = PostgresServer.shared().newDatabase();
        opened = Database.open(new DatabaseSettings(database, "postgres", null), Fetcher.TABLES);
        new Planets(opened.sessions(), InstantSource.system()).save(planet("many", feeds()));
    }

    @AfterEach
    void stop() {
        fetchers.forEach(Command::close);
        opened.close();
        server.stop(0);
    }

    @Test
    void noHostIsAskedTwiceAtOnceAndTheFeedsOfTheKilledAreTakenOver() throws Exception {
        for (int i = 0; i < FETCHERS; i++) {
            fetchers.add(ChildJvm.run(PollingFetcher.class, database));
        }
        for (var fetcher : fetchers) {
            fetcher.awaitLine("POLLING", PATIENCE);
        }
        awaitEveryFeedAgain();
        var owner = Thread.ofVirtual().start(this::changeAPlanetsMind);

        var random = new Random(7);
        for (int i = 0; i < KILLS; i++) {
            var victim = fetchers.remove(random.nextInt(FETCHERS));
            await().atMost(PATIENCE).until(() -> busyHosts() > 0);
            victim.kill();
            victim.close();
            fetchers.add(ChildJvm.run(PollingFetcher.class, database));
            awaitEveryFeedAgain();
        }
        ended = true;
        owner.join();

        assertThat(deadlocks()).as("transactions that waited for each other").isZero();
        assertThat(atOnce).as("requests to one host at the same time").hasValue(1);
        assertThat(polls).hasSize(HOSTS * FEEDS_A_HOST);
        assertThat(longestPause())
                .as("a feed left alone")
                .isLessThan(PollingFetcher.LEASE
                        .plus(PollingFetcher.INTERVAL.multipliedBy(2))
                        .plus(SLACK));
    }

    /// Takes feeds up and drops them again, in no order, while they are polled and announced.
    private void changeAPlanetsMind() {
        var planets = new Planets(opened.sessions(), InstantSource.system());
        var random = new Random(11);
        while (!ended) {
            var some = new ArrayList<>(feeds());
            Collections.shuffle(some, random);
            planets.save(planet("fickle", some.subList(0, random.nextInt(some.size()))));
        }
    }

    private long deadlocks() {
        return opened.sessions().fromStatelessTransaction(session -> session.createNativeQuery(
                        "select deadlocks from pg_stat_database where datname = current_database()", Long.class)
                .getSingleResult());
    }

    /// Nobody starves: each of them is polled once more from now on.
    private void awaitEveryFeedAgain() {
        var now = Instant.now();
        await().atMost(PATIENCE)
                .until(() -> polls.size() == HOSTS * FEEDS_A_HOST
                        && polls.values().stream()
                                .allMatch(times -> times.getLast().isAfter(now)));
    }

    private long busyHosts() {
        return inFlight.values().stream().filter(count -> count.get() > 0).count();
    }

    private Duration longestPause() {
        var longest = Duration.ZERO;
        for (var times : polls.values()) {
            for (int i = 1; i < times.size(); i++) {
                var pause = Duration.between(times.get(i - 1), times.get(i));
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
        }
        return longest;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var host = exchange.getRequestHeaders().getFirst("Host");
        var busy = inFlight.computeIfAbsent(host, key -> new AtomicInteger());
        atOnce.accumulateAndGet(busy.incrementAndGet(), Math::max);
        polls.computeIfAbsent(host + exchange.getRequestURI(), key -> new java.util.concurrent.CopyOnWriteArrayList<>())
                .add(Instant.now());
        // A server that takes its time gives two requests the chance to meet.
        LockSupport.parkNanos(ANSWER_TAKES.toNanos());
        busy.decrementAndGet();
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            var body =
                    "<rss version='2.0'><channel><title>A feed</title><item><title>A post</title></item></channel></rss>"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private List<String> feeds() {
        var port = server.getAddress().getPort();
        return IntStream.range(0, HOSTS * FEEDS_A_HOST)
                .mapToObj(i -> "http://127.0.1.%d:%d/%d.xml".formatted(i % HOSTS + 1, port, i))
                .toList();
    }

    private static Planet planet(String slug, List<String> feeds) {
        var subscriptions = feeds.stream()
                .map(url -> new Planet.Subscription(
                        Ids.feedId(url),
                        Ids.feedId(url),
                        url,
                        url,
                        null,
                        null,
                        List.of(),
                        Planet.State.ACTIVE,
                        Map.of()))
                .toList();
        return new Planet(
                slug, 0, "Many", null, null, null, List.of(), 60, 0, "UTC", "en", "modern", Map.of(), subscriptions);
    }
}
