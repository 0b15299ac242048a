package dev.orrery.publisher.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A subscriber as the specification of WebSub describes one (w3.org/TR/websub, sections 5 and 7): it
/// confirms only what it asked for, and believes only what bears its signature.
public final class Reader implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final BlockingQueue<Map<String, String>> verifications = new LinkedBlockingQueue<>();
    private final BlockingQueue<Delivered> deliveries = new LinkedBlockingQueue<>();
    private final @Nullable String secret;
    private volatile int answer = 204;

    /// @param signed whether the signature is right, or none was asked for and none is there
    public record Delivered(String type, String links, String body, boolean signed) {}

    public Reader(@Nullable String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callback", this::handle);
        server.start();
    }

    public String callback() {
        return "http://127.0.0.1:%d/callback?reader=7"
                .formatted(server.getAddress().getPort());
    }

    /// The form to send to the hub; what is sent so is confirmed.
    public String asks(String mode, String topic, String... more) {
        asked.put(topic, mode);
        var form = new StringBuilder(
                "hub.mode=%s&hub.topic=%s&hub.callback=%s".formatted(mode, encoded(topic), encoded(callback())));
        if (secret != null && mode.equals("subscribe")) {
            form.append("&hub.secret=").append(encoded(secret));
        }
        for (var each : more) {
            form.append('&').append(each);
        }
        return form.toString();
    }

    /// From now on.
    public void answers(int status) {
        answer = status;
    }

    /// It did not mean it.
    public void forget(String topic) {
        asked.remove(topic);
    }

    public @Nullable Map<String, String> verified() throws InterruptedException {
        return verifications.poll(10, TimeUnit.SECONDS);
    }

    public @Nullable Delivered delivered() throws InterruptedException {
        return deliveries.poll(10, TimeUnit.SECONDS);
    }

    public List<Delivered> waiting() {
        return List.copyOf(deliveries);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                verify(exchange);
            } else {
                var body = exchange.getRequestBody().readAllBytes();
                // Before the answer: who was answered may look at once.
                deliveries.add(new Delivered(
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        exchange.getRequestHeaders().getFirst("Link"),
                        new String(body, StandardCharsets.UTF_8),
                        isSigned(exchange.getRequestHeaders().getFirst("X-Hub-Signature"), body)));
                exchange.sendResponseHeaders(answer, -1);
            }
        }
    }

    private void verify(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI().getRawQuery());
        boolean meant = "7".equals(query.get("reader"))
                && query.containsKey("hub.topic")
                && String.valueOf(query.get("hub.mode")).equals(asked.get(query.get("hub.topic")));
        var challenge = query.getOrDefault("hub.challenge", "").getBytes(StandardCharsets.UTF_8);
        verifications.add(query);
        if (meant) {
            exchange.sendResponseHeaders(200, challenge.length);
            exchange.getResponseBody().write(challenge);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private boolean isSigned(@Nullable String signature, byte[] body) {
        if (secret == null) {
            return signature == null;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return ("sha256=" + HexFormat.of().formatHex(mac.doFinal(body))).equals(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
