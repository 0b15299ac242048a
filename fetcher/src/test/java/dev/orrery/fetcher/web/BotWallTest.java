package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BotWallTest extends WebStory {
    @Test
    void aChallengeIsToldByItsName() throws InterruptedException {
        serve("/header", exchange -> {
            exchange.getResponseHeaders().set("cf-mitigated", "challenge");
            exchange.sendResponseHeaders(403, -1);
        });
        page("/body", 503, "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>");

        for (var path : new String[] {"/header", "/body"}) {
            assertThat(reason(fetch(path, Validators.NONE)))
                    .contains("with Cloudflare's bot wall, which asks for a person at a browser");
        }
    }

    @Test
    void aWallThatAnswers200IsNoDocument() throws InterruptedException {
        page("/feed", 200, "<html><script id=\"anubis_challenge\" type=\"application/json\">{}</script></html>");

        var refused = (Answer.Refused) fetch("/feed", Validators.NONE);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.reason()).startsWith("The server answers 200 with Anubis' bot wall");
    }

    @Test
    void anyOtherRefusalIsNoWall() throws InterruptedException {
        page("/feed", 403, "<html><title>Forbidden</title></html>");

        assertThat(reason(fetch("/feed", Validators.NONE)))
                .isEqualTo("The server answers 403: it does not let us read the feed.");
    }

    @Test
    void aPostAboutWallsIsADocument() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            answer(exchange, 200, "<rss><title>Just a moment...</title></rss>".getBytes(UTF_8));
        });

        assertThat(fetch("/feed", Validators.NONE)).isInstanceOf(Answer.Document.class);
    }

    private void page(String path, int status, String html) {
        serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            answer(exchange, status, html.getBytes(UTF_8));
        });
    }
}
