package dev.orrery.fetcher.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A hub after the specification (https://www.w3.org/TR/websub/), with all tempers that hubs have. It verifies intent
/// after it has answered, when the test tells it to.
final class TestHub implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final ConcurrentLinkedQueue<Map<String, String>> unverified = new ConcurrentLinkedQueue<>();

    /// What it was asked for, form by form.
    final List<Map<String, String>> asked = new ArrayList<>();

    /// Verified subscriptions by callback.
    final Map<String, Map<String, String>> subscriptions = new ConcurrentHashMap<>();

    /// What it answers to requests.
    volatile int answer = 202;

    volatile String retryAfter = "";

    /// The lease it gives, in seconds; 0 means what it is asked for.
    volatile long lease;

    volatile String method = "sha256";

    /// Where it delivers to: another fetcher behind the same address, for example.
    volatile UnaryOperator<String> route = UnaryOperator.identity();

    /// @param name the address that feeds name it by
    TestHub(String name) {
        this.name = name;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::asked);
        server.start();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + host() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void asked(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            int status = isValid(exchange, form) ? answer : 400;
            synchronized (asked) {
                asked.add(form);
            }
            if (status < 300) {
                unverified.add(form);
            }
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            var words = status < 300
                    ? new byte[0]
                    : "No such\nthing as %s".formatted(form.get("hub.callback")).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, words.length == 0 ? -1 : words.length);
            exchange.getResponseBody().write(words);
        }
    }

    /// Section 5.1.
    private static boolean isValid(HttpExchange exchange, Map<String, String> form) {
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        var secret = form.getOrDefault("hub.secret", "");
        return exchange.getRequestMethod().equals("POST")
                && type.startsWith("application/x-www-form-urlencoded")
                && List.of("subscribe", "unsubscribe").contains(form.get("hub.mode"))
                && form.containsKey("hub.topic")
                && form.containsKey("hub.callback")
                && secret.getBytes(UTF_8).length < 200;
    }

    /// Verifies all that it was asked for (section 5.3).
    ///
    /// @return the status of each answer
    List<Integer> verify() {
        var statuses = new ArrayList<Integer>();
        for (var form = unverified.poll(); form != null; form = unverified.poll()) {
            var challenge = UUID.randomUUID().toString();
            var query = new LinkedHashMap<String, String>();
            query.put("hub.mode", form.get("hub.mode"));
            query.put("hub.topic", form.get("hub.topic"));
            query.put("hub.challenge", challenge);
            query.put("hub.lease_seconds", lease == 0 ? form.getOrDefault("hub.lease_seconds", "0") : "" + lease);
            var reply = get(form.get("hub.callback"), query);
            statuses.add(reply.statusCode());
            if (reply.statusCode() / 100 == 2 && reply.body().equals(challenge)) {
                if (form.get("hub.mode").equals("subscribe")) {
                    subscriptions.put(form.get("hub.callback"), form);
                } else {
                    subscriptions.remove(form.get("hub.callback"));
                }
            }
        }
        return statuses;
    }

    /// Forgets what it has taken, without a word.
    void forget() {
        unverified.clear();
    }

    /// Section 5.2.
    int deny(String callback, String topic, String reason) {
        subscriptions.remove(callback);
        return get(callback, Map.of("hub.mode", "denied", "hub.topic", topic, "hub.reason", reason))
                .statusCode();
    }

    /// A GET of a callback with this query.
    HttpResponse<String> get(String callback, Map<String, String> query) {
        var encoded = new ArrayList<String>();
        query.forEach((key, value) -> encoded.add(key + "=" + URLEncoder.encode(value, UTF_8)));
        return send(HttpRequest.newBuilder(URI.create(route.apply(callback) + "?" + String.join("&", encoded))));
    }

    /// Sends content to all subscribers of a topic, signed with the secret that each gave (sections 6 and 7).
    ///
    /// @return the status of each answer
    List<Integer> distribute(String topic, String content) {
        var statuses = new ArrayList<Integer>();
        for (var subscription : subscriptions.values()) {
            if (topic.equals(subscription.get("hub.topic"))) {
                var secret = subscription.get("hub.secret");
                var signature = secret == null ? "" : method + "=" + hmac(method, secret, content);
                statuses.add(deliver(subscription.get("hub.callback"), topic, content, signature));
            }
        }
        return statuses;
    }

    /// One delivery with any signature, or none where it is empty.
    int deliver(String callback, String topic, String content, String signature) {
        var request = HttpRequest.newBuilder(URI.create(route.apply(callback)))
                .header("Content-Type", "application/rss+xml")
                .header("Link", "<%s>; rel=\"hub\", <%s>; rel=\"self\"".formatted(name, topic))
                .POST(HttpRequest.BodyPublishers.ofString(content));
        if (!signature.isEmpty()) {
            request.header("X-Hub-Signature", signature);
        }
        return send(request).statusCode();
    }

    /// The one callback that is subscribed.
    String callback() {
        return subscriptions.keySet().iterator().next();
    }

    String secret() {
        return String.valueOf(subscriptions.get(callback()).get("hub.secret"));
    }

    static String hmac(String method, String secret, String content) {
        try {
            var algorithm = "Hmac" + method.toUpperCase(java.util.Locale.ROOT);
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return form;
    }
}
