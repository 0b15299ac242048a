package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedHttpClientTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofMillis(1_500), 1 << 21, 50, 5);

    private final AtomicReference<Headers> asked = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private FeedHttpClient web;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        web = new FeedHttpClient(new AddressGuard(List.of(), Set.of(host())), LIMITS, "https://orrery.example/");
    }

    @AfterEach
    void stop() {
        ended.countDown();
        web.close();
        server.stop(0);
    }

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

        assertThat(asked.get().getFirst("Accept-Encoding")).isEqualTo("gzip");
        assertThat(answer.body()).hasSize(5_000);
    }

    @Test
    void aBombIsNotUnpacked() throws InterruptedException {
        serve("/feed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, gzip(new byte[1 << 21]));
        });

        assertThat(fetch("/feed", Validators.NONE))
                .isEqualTo(new Answer.Refused(
                        200, "The document unpacks to more than 50 times its size; that is no feed."));
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
            exchange.getResponseHeaders().set("Content-Encoding", "br");
            answer(exchange, 200, new byte[10]);
        });

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("encoded as “br”");
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() throws InterruptedException {
        serve("/feed", exchange -> answer(exchange, 200, new byte[(1 << 21) + 1]));

        assertThat(fetch("/feed", Validators.NONE))
                .isEqualTo(new Answer.Refused(200, "The document is larger than 2 MiB."));
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

    @Test
    void redirectsAreFollowedToTheDocument() throws InterruptedException {
        serve("/old", exchange -> redirect(exchange, 301, "/older"));
        serve("/older", exchange -> redirect(exchange, 307, url("/feed")));
        serve("/feed", exchange -> answer(exchange, 200, "<rss/>".getBytes(UTF_8)));

        var answer = (Answer.Document) fetch("/old", new Validators("\"a\"", null));

        assertThat(answer.url()).isEqualTo(url("/feed"));
        assertThat(asked.get().getFirst("If-None-Match")).isEqualTo("\"a\"");
    }

    @Test
    void anEndlessRedirectEnds() throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, "/feed"));

        assertThat(reason(fetch("/feed", Validators.NONE))).isEqualTo("The server redirects more than 5 times.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://127.1:1/",
                "http://2130706433:1/",
                "http://[::1]:1/",
                "http://[::ffff:127.0.0.1]:1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:1/",
                "http://10.0.0.1/",
                "https://192.168.0.1/",
                "http://0.0.0.0:1/",
            })
    void aRedirectInwardsIsRefused(String inside) throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, inside));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("such addresses are not fetched");
        assertThat(reason(web.fetch(new FeedRequest(inside, Validators.NONE, 1))))
                .contains("such addresses are not fetched");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://blog.example/feed", "file:///etc/passwd", "gopher://blog.example/", "jar:http://a!/"})
    void aRedirectToAnotherSchemeIsRefused(String elsewhere) throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, elsewhere));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("which we do not fetch");
        assertThat(reason(web.fetch(new FeedRequest(elsewhere, Validators.NONE, 1))))
                .contains("is not an address of the web");
    }

    @Test
    void aUserNameInTheAddressIsRefused() throws InterruptedException {
        serve("/feed", exchange -> redirect(exchange, 302, "http://me:pw@" + host() + "/feed"));

        assertThat(reason(fetch("/feed", Validators.NONE))).contains("holds a user name");
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
        try (var other =
                new FeedHttpClient(new AddressGuard(List.of(), Set.of("localhost:" + port)), LIMITS, "https://c/")) {
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

    private Answer fetch(String path, Validators validators) throws InterruptedException {
        return web.fetch(new FeedRequest(url(path), validators, 1));
    }

    private static String reason(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> refused.reason();
            case Answer.Unreachable unreachable -> unreachable.reason();
            case Answer.Document document -> "a document of " + document.body().length;
            case Answer.NotModified _ -> "not modified";
        };
    }

    private String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private String url(String path) {
        return "http://" + host() + path;
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            asked.set(exchange.getRequestHeaders());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private void drip(OutputStream out) throws IOException {
        try {
            do {
                out.write(' ');
                out.flush();
            } while (!ended.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(status, -1);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
