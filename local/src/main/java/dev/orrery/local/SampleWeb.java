package dev.orrery.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves a folder of files as a small web of blogs, with the validators that a well-run blog has.
public final class SampleWeb implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "xml", "application/xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "svg", "image/svg+xml");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final ExecutorService threads;

    private SampleWeb(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// @param port on the loopback address only; 0 for any free one
    public static SampleWeb start(Path folder, int port) throws IOException {
        var root = folder.toRealPath();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(root, exchange);
            }
        });
        server.start();
        return new SampleWeb(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void serve(Path root, HttpExchange exchange) throws IOException {
        var file = root.resolve("." + exchange.getRequestURI().getPath()).normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve("index.html");
        }
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            answer(exchange, 404, "There is no such page on the sample blogs.\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var modified = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
        var etag = "\"%x-%x\"".formatted(Files.size(file), modified.getEpochSecond());
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", etag);
        headers.set("Last-Modified", HTTP_DATE.format(modified));
        headers.set("Content-Type", TYPES.getOrDefault(ending(file), "application/octet-stream"));
        if (isKnown(exchange, etag, modified)) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            answer(exchange, 200, Files.readAllBytes(file));
        }
    }

    /// If-None-Match goes before If-Modified-Since (RFC 9110 section 13.2.2).
    private static boolean isKnown(HttpExchange exchange, String etag, Instant modified) {
        var known = exchange.getRequestHeaders().getFirst("If-None-Match");
        return known != null
                ? known.contains(etag)
                : HTTP_DATE.format(modified).equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String ending(Path file) {
        var name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
