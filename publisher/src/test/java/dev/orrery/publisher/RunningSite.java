package dev.orrery.publisher;

import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.page.Theme;
import dev.orrery.publisher.serve.Assets;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Shelves;
import dev.orrery.publisher.serve.Site;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The site as it is wired in production, on a port of the test's own, over a [Store]; the test moves its clock.
public final class RunningSite implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    public static final String PUBLIC_URL = "https://planets.example/";

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger rendered = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Shelves shelves;
    private final HttpServer server;
    private volatile boolean changesAreHeard = true;

    public RunningSite(Store store, int port) {
        var theme = new Theme("themes/modern");
        var assets = new Assets("themes/modern");
        var pages = new SitePages(theme, assets);
        var makers = new EnumMap<>(PublisherBeans.makers(theme, assets, HubAddress.of("own", PUBLIC_URL)));
        makers.replaceAll((_, maker) -> counted(maker));
        InstantSource clock = now::get;
        shelves = new Shelves(
                new Library(store.database(), PUBLIC_URL), makers, pages, clock, executor, () -> changesAreHeard);
        var router = Router.router(vertx);
        new Site(shelves, pages, assets, clock).mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Maker counted(Maker maker) {
        return (library, slug, wanted, carried) -> {
            rendered.incrementAndGet();
            return maker.make(library, slug, wanted, carried);
        };
    }

    /// How often anything was rendered.
    public int rendered() {
        return rendered.get();
    }

    /// What Kafka would tell of.
    public Shelves changes() {
        return shelves;
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public void stopHearingChanges() {
        changesAreHeard = false;
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.actualPort() + path);
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    public HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        executor.shutdownNow();
    }
}
