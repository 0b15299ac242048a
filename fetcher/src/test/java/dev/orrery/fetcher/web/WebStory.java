package dev.orrery.fetcher.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.guard.AddressGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server that answers as a test wants, and a client that may reach it and nothing else on this machine.
abstract class WebStory {
    static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofMillis(1_500), 1 << 21, 50, 5);

    final AtomicReference<Headers> asked = new AtomicReference<>();
    final CountDownLatch ended = new CountDownLatch(1);
    HttpServer server;
    OutgoingHttp http;
    FeedHttpClient web;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = new OutgoingHttp(new AddressGuard(List.of(), Set.of(host())), LIMITS, "https://orrery.example/");
        web = new FeedHttpClient(http, InstantSource.system());
    }

    @AfterEach
    void stop() {
        ended.countDown();
        web.close();
        server.stop(0);
    }

    Answer fetch(String path, Validators validators) throws InterruptedException {
        return web.fetch(new FeedRequest(url(path), validators, 1));
    }

    static String reason(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> refused.reason();
            case Answer.Unreachable unreachable -> unreachable.reason();
            case Answer.Document document -> "a document of " + document.body().length;
            case Answer.NotModified _ -> "not modified";
        };
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + host() + path;
    }

    @FunctionalInterface
    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            asked.set(exchange.getRequestHeaders());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    void drip(OutputStream out) throws IOException {
        try {
            do {
                out.write(' ');
                out.flush();
            } while (!ended.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void redirect(HttpExchange exchange, int status, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(status, -1);
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
