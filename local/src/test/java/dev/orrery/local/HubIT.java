package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two publishers are one hub: a subscriber is told of each post by one of them, also after the other was killed.
class HubIT {
    private static final Pattern CHALLENGE = Pattern.compile("hub\\.challenge=([^&]+)");

    @TempDir
    Path folder;

    private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    private HttpServer subscriber;
    private RunningOrrery orrery;
    private Process second;
    private int posts;

    @AfterEach
    void stop() {
        if (second != null) {
            second.destroyForcibly();
        }
        if (orrery != null) {
            orrery.close();
        }
        if (subscriber != null) {
            subscriber.stop(0);
        }
    }

    @Test
    void eachPostIsToldByOneOfThemAlsoAfterTheOtherWasKilled() throws Exception {
        subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/callback", this::answer);
        subscriber.start();
        var web = Files.createDirectories(folder.resolve("web"));
        post(web);
        var planet = Files.writeString(
                folder.resolve("clocks.yaml"), "title: Clocks\nsubscriptions:\n  - {name: Ann, feed: ann.xml}\n");
        orrery = RunningOrrery.start(
                folder.resolve("data"),
                planet,
                web,
                Map.of(
                        "ORRERY_POLL_INTERVAL", "PT1S",
                        "ORRERY_LONGEST_POLL_INTERVAL", "PT2S",
                        "ORRERY_ALLOW", "127.0.0.0/8"));
        orrery.awaitComplete("clocks");
        int port = FreePorts.inARow();
        second = orrery.anotherPublisher(port);

        subscribe(port);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Records.of(orrery.bootstrap(), Topics.HUB_SUBSCRIPTIONS.name())
                                .size()
                        == 1);
        post(web);
        assertThat(next()).contains("Post 2<").doesNotContain("Post 3<");
        post(web);
        assertThat(next()).as("nothing came twice").contains("Post 3<");

        second.destroyForcibly().waitFor();
        post(web);
        assertThat(next()).contains("Post 4<");
    }

    private void subscribe(int port) {
        var form = "hub.mode=subscribe&hub.topic=%s&hub.callback=%s"
                .formatted(
                        encoded(orrery.page("clocks/atom.xml").toString()),
                        encoded("http://127.0.0.1:%d/callback"
                                .formatted(subscriber.getAddress().getPort())));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/hub".formatted(port)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            try (var http = HttpClient.newHttpClient()) {
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(202);
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = String.valueOf(exchange.getRequestURI().getRawQuery());
            Matcher challenge = CHALLENGE.matcher(query);
            if (exchange.getRequestMethod().equals("GET") && challenge.find()) {
                var echo = URLDecoder.decode(challenge.group(1), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, echo.length);
                exchange.getResponseBody().write(echo);
            } else {
                delivered.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private String next() throws InterruptedException {
        return delivered.poll(90, TimeUnit.SECONDS);
    }

    private void post(Path web) throws IOException {
        posts++;
        var items = IntStream.rangeClosed(1, posts)
                .mapToObj(i -> """
                        <item><guid>urn:post:%d</guid><link>https://ann.example/%d</link><title>Post %d</title>
                        <description>A post.</description><pubDate>2026-03-0%dT10:00:00Z</pubDate></item>
                        """.formatted(i, i, i, i))
                .collect(Collectors.joining());
        var next = Files.writeString(
                folder.resolve("next.xml"),
                "<rss version='2.0'><channel><title>Ann</title><link>https://ann.example/</link>%s</channel></rss>"
                        .formatted(items));
        // A second later each time, so that its validators are others.
        Files.setLastModifiedTime(
                next, FileTime.from(Instant.parse("2026-03-10T00:00:00Z").plusSeconds(posts)));
        Files.move(next, web.resolve("ann.xml"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
