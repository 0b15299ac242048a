package dev.orrery.publisher.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers who ask for pictures through us, and authors' servers of every temper.
class ImageRouteTest {
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    private static final AddressGuard HERE = new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of());

    private final ImageKey key = new ImageKey("a secret of some length");
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient reader = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer author;
    private ImageFetcher fetcher;
    private int port;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("picture-of-yesterday"), "GIF8");
        author = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        author.setExecutor(executor);
        author.start();
        open(HERE);
    }

    private void open(AddressGuard guard) throws Exception {
        fetcher = new ImageFetcher(guard, folder, "https://planets.example/", executor);
        var router = Router.router(vertx);
        new ImageRoute(key, fetcher).mount(router);
        router.route().last().handler(context -> context.response().end("of a planet that is called image"));
        port = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void stop() {
        author.stop(0);
        fetcher.close();
        reader.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        executor.shutdownNow();
    }

    private interface Serving {
        void serve(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Serving serving) {
        author.createContext(path, exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                serving.serve(exchange);
            }
        });
    }

    private void serve(String path, String type, byte[] content) {
        serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(author.getAddress().getPort(), path);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return reader.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> through(String path) throws Exception {
        return get(key.path(url(path)));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aReaderGetsThePictureAndItsServerLearnsNothingOfTheReader() throws Exception {
        var heard = new CompletableFuture<String>();
        serve("/gears.gif", exchange -> {
            heard.complete(exchange.getRequestHeaders().keySet() + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent"));
            exchange.getResponseHeaders().set("Set-Cookie", "who=you");
            exchange.sendResponseHeaders(200, GIF.length);
            exchange.getResponseBody().write(GIF);
        });

        var answer = get(key.path(url("/gears.gif")), "Cookie", "a=b", "Referer", "https://planets.example/clocks/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(GIF);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
        assertThat(heard.join())
                .contains("Orrery/0.1 (pictures for readers; +https://planets.example/)")
                .doesNotContain("Cookie", "Referer");
    }

    @Test
    void manyReadersCostItsServerOneRequestAndWhoHasItGetsNothingMore() throws Exception {
        serve("/gears.gif", "image/gif", GIF);

        var answers = IntStream.range(0, 30)
                .mapToObj(_ -> reader.sendAsync(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:%d%s".formatted(port, key.path(url("/gears.gif")))))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .toList();

        for (var answer : answers) {
            assertThat(answer.get().body()).isEqualTo(GIF);
        }
        var etag = answers.getFirst().get().headers().firstValue("ETag").orElseThrow();
        var again = get(key.path(url("/gears.gif")), "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(asked).hasValue(1);
        try (var files = Files.list(folder)) {
            assertThat(files).as("and none of yesterday's").hasSize(1);
        }
    }

    @Test
    void whatWasNotSignedByUsIsNotFetched() throws Exception {
        serve("/gears.gif", "image/gif", GIF);
        var others = new ImageKey("another secret, as long").path(url("/gears.gif"));

        var answer = get(others);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).isEqualTo("This address was not made by this site.\n");
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/image/", "/image/atom.xml", "/image/tag/gears/", "/image/2026/03/25/"})
    void aPlanetMayBeCalledSoToo(String path) throws Exception {
        assertThat(text(get(path))).isEqualTo("of a planet that is called image");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, <html><script>alert(1)</script>",
        "image/svg+xml, <html><script>alert(1)</script>",
        "text/html, <svg xmlns='http://www.w3.org/2000/svg'/>",
        "image/gif, ''"
    })
    void whatIsNoPictureIsNotPassedOnWhateverItsServerSays(String type, String content) throws Exception {
        serve("/page", type, content.getBytes(StandardCharsets.UTF_8));

        var answer = through("/page");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(text(answer)).isEqualTo("What is there is no picture.\n");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    @Test
    void aDrawingCanDoNothingWhenItIsOpened() throws Exception {
        serve(
                "/drawing",
                "image/svg+xml; charset=utf-8",
                "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
                        .getBytes(StandardCharsets.UTF_8));

        var answer = through("/drawing");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("script-src");
    }

    @Test
    void aPictureWithoutEndHasOneHereAndLeavesNothing() throws Exception {
        serve("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write(GIF);
            var more = new byte[1 << 16];
            for (int i = 0; i < 100_000; i++) {
                out.write(more);
            }
        });
        serve("/large", exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().write(GIF);
            exchange.getResponseBody().flush();
        });

        assertThat(text(through("/endless"))).isEqualTo("The picture has more than 16 MiB.\n");
        assertThat(text(through("/large"))).isEqualTo("The picture has more than 16 MiB.\n");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd"})
    void nobodyIsLedToWhereTheGuardDoesNotLet(String to) throws Exception {
        serve("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });

        var direct = get(key.path(to));
        var led = through("/away");

        assertThat(direct.statusCode()).isEqualTo(502);
        assertThat(led.statusCode()).isEqualTo(502);
        assertThat(text(led)).startsWith("The picture's ");
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        serve("/gears.gif", "image/gif", GIF);
        serve("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/gears.gif");
            exchange.sendResponseHeaders(301, -1);
        });
        serve("/round", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(through("/moved").body()).isEqualTo(GIF);
        assertThat(text(through("/round"))).contains("more than 5 times");
        assertThat(asked).hasValue(2 + 1 + ImageFetcher.MOST_REDIRECTS);
    }

    @Test
    void aServerThatHasItNotIsNotAskedAgainSoon() throws Exception {
        serve("/gone", exchange -> exchange.sendResponseHeaders(410, -1));

        assertThat(text(through("/gone"))).isEqualTo("The picture's server answers 410.\n");
        assertThat(through("/gone").statusCode()).isEqualTo(502);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aPictureWhoseFileIsLostIsFetchedAgain() throws Exception {
        serve("/gears.gif", "image/gif", GIF);
        through("/gears.gif");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }

        try {
            through("/gears.gif");
        } catch (IOException _) {
            // This reader's connection was broken off: its head had gone out.
        }

        assertThat(through("/gears.gif").body()).isEqualTo(GIF);
    }

    @Test
    void headHasNoContentAndPicturesAreToldByTheirFirstBytes() throws Exception {
        serve("/gears.gif", "text/plain", GIF);

        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(port, key.path(url("/gears.gif")))))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = reader.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(GIF.length);
        assertThat(PictureType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, ""))
                .isEqualTo("image/png");
        assertThat(PictureType.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0}, ""))
                .isEqualTo("image/jpeg");
        assertThat(PictureType.of("RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII), ""))
                .isEqualTo("image/webp");
        assertThat(PictureType.of("0000ftypavif0000".getBytes(StandardCharsets.US_ASCII), ""))
                .isEqualTo("image/avif");
        assertThat(PictureType.of("0000ftypmp420000".getBytes(StandardCharsets.US_ASCII), "image/avif"))
                .isNull();
        assertThat(PictureType.of(Arrays.copyOf(GIF, 3), "image/gif")).isNull();
    }
}
