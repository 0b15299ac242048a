package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.events.guard.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedHttpClientTest extends WebStory {
    @Test
    void validatorsGoBackAsTheyCame() throws InterruptedException {
        serve("/feed", exchange -> {
            if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                exchange.getResponseHeaders().set("ETag", "W/\"b\"");
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.getResponseHeaders().set("ETag", "W/\"a, 'b'\"");
                exchange.getResponseHeaders().set("Last-Modified", "sometime  in May");
                answer(exchange, 200, "<rss/>".getBytes(UTF_8));
            }
        });

        var first = (Answer.Document) fetch("/feed", Validators.NONE);
        var second = fetch("/feed", first.validators());

        assertThat(new String(first.body(), UTF_8)).isEqualTo("<rss/>");
        assertThat(first.validators()).isEqualTo(new Validators("W/\"a, 'b'\"", "sometime  in May"));
        assertThat(asked.get().getFirst("If-None-Match")).isEqualTo("W/\"a, 'b'\"");
        assertThat(asked.get().getFirst("If-Modified-Since")).isEqualTo("sometime  in May");
        // What the 304 leaves out stays as it was.
        assertThat(((Answer.NotModified) second).validators().lastModified()).isEqualTo("sometime  in May");
        assertThat(((Answer.NotModified) second).validators().etag()).startsWith("W/\"b");
    }

    @Test
    void aValidatorThatCouldNotGoBackAsItCameIsNone() throws InterruptedException {
        serve("/feed", exchange -> {
            // In ISO-8859-1, as this server writes it, it is not UTF-8.
            exchange.getResponseHeaders().set("ETag", "\"ü\"");
            answer(exchange, 200, new byte[1]);
        });

        assertThat(((Answer.Document) fetch("/feed", Validators.NONE)).validators())
                .isEqualTo(Validators.NONE);
    }

    @Test
    void theUserAgentSaysWhoWeAre() throws InterruptedException {
        serve("/feed", exchange -> answer(exchange, 200, new byte[1]));

        web.fetch(new FeedRequest(url("/feed"), Validators.NONE, 3));
        assertThat(asked.get().getFirst("User-Agent")).isEqualTo("Orrery/0.1 (+https://orrery.example/; 3 planets)");
        assertThat(asked.get()).doesNotContainKey("Cookie");
        web.fetch(new FeedRequest(url("/feed"), Validators.NONE, 1));
        assertThat(asked.get().getFirst("User-Agent")).endsWith("; 1 planet)");
    }

    @Test
    void gzipIsUnpacked() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, gzip("<rss>".repeat(1_000).getBytes(UTF_8)));
        });

        var answer = (Answer.Document) fetch("/feed", Validators.NONE);

        assertThat(asked.get().getFirst("Accept-Encoding")).isEqualTo("gzip, br, deflate");
        assertThat(answer.body()).hasSize(5_000);
    }

    @Test
    void aBombIsNotUnpacked() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, gzip(new byte[1 << 21]));
        });

        assertThat(fetch("/feed", Validators.NONE))
                .isEqualTo(refused("The document unpacks to more than 50 times its size; that is no feed."));
    }

    @Test
    void gzipThatIsNoneIsSaidSo() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "<rss/> in plain letters".getBytes(UTF_8));
        });

        assertThat(reason(fetch("/feed", Validators.NONE)))
                .isEqualTo("The document is not the gzip that it claims to be.");
    }

    @Test
    void anEncodingThatWeDidNotAskForIsRefused() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "zstd");
            answer(exchange, 200, new byte[10]);
        });

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("encoded as “zstd”");
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() throws InterruptedException {
        serve("/feed", exchange -> answer(exchange, 200, new byte[(1 << 21) + 1]));

        assertThat(fetch("/feed", Validators.NONE)).isEqualTo(refused("The document is larger than 2 MiB."));
    }

    @Test
    void aDocumentOfJustTheLimitIsTaken() throws InterruptedException {
        serve("/feed", exchange -> answer(exchange, 200, new byte[1 << 21]));

        assertThat(((Answer.Document) fetch("/feed", Validators.NONE)).body()).hasSize(1 << 21);
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var noise = new byte[1 << 16];
            try (var out = exchange.getResponseBody()) {
                while (ended.getCount() > 0) {
                    out.write(noise);
                }
            }
        });

        assertThat(reason(fetch("/feed", Validators.NONE))).isEqualTo("The document is larger than 2 MiB.");
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            drip(exchange.getResponseBody());
        });

        long start = System.nanoTime();
        var answer = fetch("/feed", Validators.NONE);

        assertThat(reason(answer)).isEqualTo("The document was not there whole within 1 s.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aBodyThatBreaksOffIsNoDocument() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
        });

        assertThat(fetch("/feed", Validators.NONE)).isInstanceOf(Answer.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 401, 403, 404, 410, 418, 429, 500, 503})
    void anyOtherAnswerIsSaidInWords(int status) throws InterruptedException {
        serve("/feed", exchange -> exchange.sendResponseHeaders(status, -1));

        var refused = (Answer.Refused) fetch("/feed", Validators.NONE);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.reason()).startsWith("The server answers %d: ".formatted(status));
    }

    @Test
    void aServerThatIsNotThereIsSaidInWords() throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var other = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of("localhost:" + port)),
                LIMITS,
                "https://c/",
                InstantSource.system())) {
            assertThat(reason(other.fetch(new FeedRequest("http://localhost:%d/".formatted(port), Validators.NONE, 1))))
                    .isEqualTo("localhost does not take connections.");
        }
        assertThat(reason(web.fetch(new FeedRequest("http://no-such-host.invalid/", Validators.NONE, 1))))
                .isEqualTo("There is no server called no-such-host.invalid.");
    }

    @Test
    void aClosedClientInterruptsWhoWaits() throws Exception {
        var arrived = new CountDownLatch(1);
        serve("/feed", exchange -> {
            arrived.countDown();
            await();
        });
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return fetch("/feed", Validators.NONE).toString();
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });

        arrived.await();
        web.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThatThrownBy(() -> fetch("/feed", Validators.NONE)).isInstanceOf(InterruptedException.class);
    }

    private static Answer refused(String reason) {
        return new Answer.Refused(200, reason, Answer.Refused.By.SIZE, Hints.NONE, List.of());
    }
}
