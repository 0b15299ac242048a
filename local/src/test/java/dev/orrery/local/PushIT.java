package dev.orrery.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.EventCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged fetcher as hubs see it. What becomes of deliveries is told in the fetcher's own tests.
class PushIT {
    private static final int MOST_BYTES = 1_000_000;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private HttpServer web;
    private EmbeddedKafka kafka;
    private ServiceProcess fetcher;
    private int port;

    @AfterEach
    void stop() throws Exception {
        fetcher.close();
        kafka.close();
        web.stop(0);
        http.close();
    }

    @Test
    void aHubIsAskedVerifiesAndDelivers() throws Exception {
        start();

        var callback = callback(asked.poll(60, TimeUnit.SECONDS));
        assertThat(callback).startsWith("http://localhost:" + port + "/push/");
        assertThat(send(request(callback, "").POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .as("not verified yet")
                .isEqualTo(410);
        var verified = send(request(
                callback,
                "?hub.mode=subscribe&hub.topic=https%3A%2F%2Fann.example%2F&hub.challenge=yes&hub.lease_seconds=9"));
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(verified.body()).isEqualTo("yes");

        assertThat(send(request(callback, "").POST(BodyPublishers.ofByteArray(new byte[MOST_BYTES + 1])))
                        .statusCode())
                .isEqualTo(413);
        assertThat(status("pushed")).isZero();
        assertThat(send(request(callback, "").POST(BodyPublishers.ofByteArray(new byte[MOST_BYTES])))
                        .statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> status("pushed") == 1);
        assertThat(send(request("http://localhost:" + port + "/push/nonsense", "")
                                .POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(404);
    }

    private void start() throws Exception {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/feed", this::feed);
        web.createContext("/hub", this::hub);
        web.start();
        var ports = EmbeddedKafka.freePorts(2);
        port = ports[0];
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), ports[1]);
        var planet = folder.resolve("clocks.yaml");
        Files.writeString(
                planet,
                "title: Clocks\nsubscriptions:\n  - {name: Ann, feed: \"http://localhost:%d/feed\"}\n"
                        .formatted(web.getAddress().getPort()));
        var environment = new TreeMap<String, String>();
        environment.put("ORRERY_PORT", Integer.toString(port));
        environment.put("ORRERY_KAFKA", "127.0.0.1:" + ports[1]);
        environment.put("ORRERY_DATABASE", "jdbc:h2:file:" + folder.resolve("fetcher"));
        environment.put("ORRERY_PLANETS", planet.toString());
        environment.put("ORRERY_ALLOW_HOSTS", "localhost:" + web.getAddress().getPort());
        environment.put("ORRERY_PUSH_URL", "http://localhost:" + port);
        environment.put("ORRERY_MAX_DOCUMENT_BYTES", Integer.toString(MOST_BYTES));
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                RunningOrrery.HOME
                        .resolve("fetcher/target/quarkus-app/quarkus-run.jar")
                        .toString());
        fetcher = ServiceProcess.start(
                "fetcher", command, environment, folder.resolve("fetcher.log"), System.out::println);
    }

    private void feed(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<http://localhost:%d/hub>; rel=hub, <https://ann.example/>; rel=self"
                                    .formatted(web.getAddress().getPort()));
            var body = "<rss version='2.0'><channel><title>Ann</title></channel></rss>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void hub(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private static String callback(String form) {
        return List.of(form.split("&", -1)).stream()
                .filter(pair -> pair.startsWith("hub.callback="))
                .map(pair -> URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private int status(String field) throws Exception {
        var answer = send(request("http://localhost:" + port + "/status", ""));
        return EventCodec.json().readTree(answer.body()).path(field).asInt(-1);
    }

    private static HttpRequest.Builder request(String address, String query) {
        return HttpRequest.newBuilder(URI.create(address + query));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
