package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Requests to hubs.
class HubHttpTest extends WebStory {
    private final AtomicReference<String> form = new AtomicReference<>("");

    @Test
    void theFormArrivesAndIsTaken() throws InterruptedException {
        hub("/hub", 202);

        assertThat(post(url("/hub"))).isEqualTo(new HubAnswer.Accepted(202));
        assertThat(form).hasValue("hub.topic=https%3A%2F%2Fann.example%2F%3Fa%3Db");
        assertThat(asked.get().getFirst("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(asked.get().getFirst("User-Agent")).isEqualTo("Orrery/0.1 (+https://orrery.example/)");
    }

    @Test
    void aRedirectThatKeepsTheMethodIsFollowedWithTheForm() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 308, "/older"));
        serve("/older", exchange -> redirect(exchange, 307, "/hub"));
        hub("/hub", 204);

        assertThat(post(url("/old"))).isEqualTo(new HubAnswer.Accepted(204));
        assertThat(form.get()).isNotEmpty();
    }

    @Test
    void aRedirectThatForgetsTheFormIsNot() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 302, "/hub"));
        hub("/hub", 204);

        assertThat(post(url("/old"))).isEqualTo(new HubAnswer.Refused(302, "The hub answers 302.", null));
        assertThat(form).hasValue("");
    }

    @Test
    void redirectsEnd() throws InterruptedException {
        serve("/round", exchange -> redirect(exchange, 307, "/round"));

        assertThat(post(url("/round"))).isEqualTo(new HubAnswer.Unreachable("The server redirects more than 5 times."));
    }

    @Test
    void aHubSaysInItsWordsWhyItRefuses() throws InterruptedException {
        serve("/words", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            answer(exchange, 429, "Too\r\nmany".getBytes(UTF_8));
        });
        serve("/page", exchange -> answer(exchange, 400, "<html>".getBytes(UTF_8)));
        serve("/long", exchange -> answer(exchange, 400, "a".repeat(1 << 20).getBytes(UTF_8)));

        assertThat(post(url("/words")))
                .isEqualTo(new HubAnswer.Refused(429, "The hub answers 429: “Too many”.", Duration.ofSeconds(60)));
        assertThat(post(url("/page"))).isEqualTo(new HubAnswer.Refused(400, "The hub answers 400.", null));
        assertThat(post(url("/long")))
                .isInstanceOfSatisfying(HubAnswer.Refused.class, refused -> assertThat(refused.reason())
                        .hasSizeLessThan(300));
    }

    @Test
    void aHubThatHangsOrDripsIsUnreachable() throws InterruptedException {
        serve("/hang", exchange -> await());

        assertThat(post(url("/hang"))).isInstanceOf(HubAnswer.Unreachable.class);
    }

    @Test
    void aHubInsideTheHouseIsNotAsked() throws InterruptedException {
        hub("/hub", 202);
        var inside = "http://127.0.0.1:" + server.getAddress().getPort() + "/hub";
        serve("/sly", exchange -> redirect(exchange, 307, inside));

        assertThat(post(inside)).isInstanceOf(HubAnswer.Unreachable.class);
        assertThat(post(url("/sly"))).isInstanceOf(HubAnswer.Unreachable.class);
        assertThat(post("nonsense")).isInstanceOf(HubAnswer.Unreachable.class);
        assertThat(form).hasValue("");
    }

    private void hub(String path, int status) {
        serve(path, exchange -> {
            form.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private HubAnswer post(String hub) throws InterruptedException {
        return new HubHttp(http, InstantSource.system()).post(hub, Map.of("hub.topic", "https://ann.example/?a=b"));
    }
}
