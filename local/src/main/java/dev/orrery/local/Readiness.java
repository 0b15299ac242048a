package dev.orrery.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the services how far they are. A planet's page is complete when every feed was polled once, everything that
/// was emitted is in MongoDB, and the page answers.
final class Readiness {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final Ports ports;

    Readiness(Ports ports) {
        this.ports = ports;
    }

    /// What is still to come, as the end of a sentence that begins with "waiting for"; null when all is served.
    @Nullable
    String waitingFor(List<String> planets) throws InterruptedException {
        var fetcher = status(ports.fetcher());
        if (fetcher == null || fetcher.path("planets").asInt() < planets.size()) {
            return "the fetcher to read the planets";
        }
        int feeds = fetcher.path("feeds").asInt();
        int polled = fetcher.path("polled").asInt();
        if (polled < feeds) {
            return "%d of %d feeds to be polled".formatted(feeds - polled, feeds);
        }
        var enricher = status(ports.enricher());
        if (enricher == null || enricher.path("lag").asLong(-1) != 0) {
            return "the enricher to catch up";
        }
        for (var planet : planets) {
            if (!answers(URI.create("http://localhost:%d/%s/".formatted(ports.publisher(), planet)))) {
                return "the publisher to serve /" + planet + "/";
            }
        }
        return null;
    }

    private @Nullable JsonNode status(int port) throws InterruptedException {
        var answer = get(URI.create("http://localhost:%d/status".formatted(port)));
        try {
            return answer == null || answer.statusCode() != 200
                    ? null
                    : EventCodec.json().readTree(answer.body());
        } catch (IOException e) {
            return null;
        }
    }

    private boolean answers(URI page) throws InterruptedException {
        var answer = get(page);
        return answer != null && answer.statusCode() == 200;
    }

    private @Nullable HttpResponse<byte[]> get(URI address) throws InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(address).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        }
    }
}
