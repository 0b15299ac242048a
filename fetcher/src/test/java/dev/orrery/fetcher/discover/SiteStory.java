package dev.orrery.fetcher.discover;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A site on a server of this machine, with a log of what it was asked for.
abstract class SiteStory {
    final TestClock clock = new TestClock("2026-03-10T12:00:00Z");
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    HttpServer server;
    FeedHttpClient web;

    /// What everything that is not there is answered with.
    Page otherwise = new Page(404, "text/html", "<html><title>Not found</title>", Map.of());

    record Page(int status, String type, String body, Map<String, String> headers) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        web = allowing(host());
    }

    FeedHttpClient allowing(String host) {
        return new FeedHttpClient(
                new AddressGuard(List.of(), Set.of(host)),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3), 15 << 20, 100, 5),
                "https://orrery.example/",
                clock);
    }

    @AfterEach
    void stop() {
        web.close();
        server.stop(0);
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + host() + path;
    }

    void page(String path, String html) {
        pages.put(path, new Page(200, "text/html; charset=utf-8", "<!DOCTYPE html><html>" + html, Map.of()));
    }

    void feed(String path, String title, int entries) {
        pages.put(path, new Page(200, "application/rss+xml", rss(title, entries), Map.of()));
    }

    void redirect(String path, int status, String to) {
        pages.put(path, new Page(status, "text/plain", "", Map.of("Location", to)));
    }

    void answer(String path, Page page) {
        pages.put(path, page);
    }

    Discovered discover(String pasted) throws InterruptedException {
        return new Discovery(web, new FeedParser(100), clock).discover(pasted);
    }

    List<FoundFeed> found(String pasted) throws InterruptedException {
        return switch (discover(pasted)) {
            case Discovered.Found found -> found.feeds();
            case Discovered.NotFound not -> throw new AssertionError(not.reason() + "\n" + not.trail());
        };
    }

    Discovered.NotFound notFound(String pasted) throws InterruptedException {
        return switch (discover(pasted)) {
            case Discovered.Found found -> throw new AssertionError("found " + found.feeds());
            case Discovered.NotFound not -> not;
        };
    }

    static String rss(String title, int entries) {
        var items = new StringBuilder();
        for (int i = 1; i <= entries; i++) {
            items.append("<item><guid>%d</guid><title>Post %d</title><pubDate>%s</pubDate></item>"
                    .formatted(i, i, "%d Mar 2026 10:00:00 GMT".formatted(i)));
        }
        return "<?xml version='1.0'?><rss version='2.0'><channel><title>%s</title>%s</channel></rss>"
                .formatted(title, items);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestURI().toString();
            log.add(target);
            var page = pages.getOrDefault(target, otherwise);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            page.headers().forEach(exchange.getResponseHeaders()::set);
            var body = page.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
