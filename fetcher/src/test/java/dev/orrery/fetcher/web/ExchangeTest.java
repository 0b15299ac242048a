package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever looks on sees what really went over the wire.
class ExchangeTest extends WebStory {
    private final List<Exchange> seen = new ArrayList<>();

    private final ExchangeListener listener = new ExchangeListener() {
        @Override
        public boolean follows(Hop hop) {
            return !hop.to().endsWith("/closed");
        }

        @Override
        public void ended(Exchange exchange) {
            seen.add(exchange);
        }
    };

    @Test
    void eachHopIsShownWithItsHeaders() throws InterruptedException {
        var body = gzipped("<rss/>".repeat(1_000));
        serve("/old", exchange -> redirect(exchange, 301, "/feed"));
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().add("Link", "<a>");
            exchange.getResponseHeaders().add("Link", "<b>");
            answer(exchange, 200, body);
        });

        web.fetch(new FeedRequest(url("/old"), new Validators("\"x\"", null), 3), listener);

        assertThat(seen).extracting(Exchange::url).containsExactly(url("/old"), url("/feed"));
        assertThat(seen).extracting(Exchange::status).containsExactly(301, 200);
        var last = seen.getLast();
        assertThat(last.asked())
                .contains(new Exchange.Field("If-None-Match", "\"x\""), new Exchange.Field("Host", host()));
        assertThat(last.answered("link")).containsExactly("<a>", "<b>");
        assertThat(last.protocol()).isEqualTo("http/1.1");
        assertThat(last.peer()).endsWith(":" + server.getAddress().getPort());
        assertThat(last.bytes()).as("on the wire").isEqualTo(body.length);
        assertThat(last.tls()).isNull();
        assertThat(last.timing().whole()).isPositive();
    }

    @Test
    void anAnswerThatNeverCameIsShownToo() throws InterruptedException {
        serve("/feed", exchange -> await());

        web.fetch(new FeedRequest(url("/feed"), Validators.NONE, 0), listener);

        assertThat(seen).singleElement().satisfies(exchange -> {
            assertThat(exchange.status()).isNull();
            assertThat(exchange.asked()).isNotEmpty();
        });
    }

    @Test
    void aRedirectThatIsNotWantedIsNotFollowed() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 302, "/closed"));

        var answer = web.fetch(new FeedRequest(url("/old"), Validators.NONE, 0), listener);

        assertThat(answer).isInstanceOfSatisfying(Answer.Unreachable.class, it -> {
            assertThat(it.step()).isEqualTo(Answer.Step.REDIRECT);
            assertThat(it.hops()).containsExactly(new Hop(url("/old"), url("/closed"), 302));
        });
        assertThat(seen).hasSize(1);
    }

    private static byte[] gzipped(String text) {
        try {
            return gzip(text.getBytes(UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
