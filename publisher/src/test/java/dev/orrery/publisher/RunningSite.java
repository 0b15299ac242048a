package dev.orrery.publisher;

import dev.orrery.publisher.audience.Audience;
import dev.orrery.publisher.audience.Door;
import dev.orrery.publisher.audience.Limits;
import dev.orrery.publisher.feed.SearchFeed;
import dev.orrery.publisher.hub.HubAddress;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.live.Changes;
import dev.orrery.publisher.page.SearchPage;
import dev.orrery.publisher.page.SitePages;
import dev.orrery.publisher.search.LiveIndex;
import dev.orrery.publisher.search.Searching;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Memory;
import dev.orrery.publisher.serve.Shelves;
import dev.orrery.publisher.serve.Site;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The site as it is wired in production, on a port of the test's own, over a [Store]; the test moves its clock.
public final class RunningSite implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    public static final String PUBLIC_URL = "https://planets.example/";

    private static final Memory MEMORY = Memory.of(16L << 20, 2);
    /// Small, so that a reader who does not read is soon noticed.
    private static final int SEND_BUFFER = 16 * 1024;

    private static final Duration BEAT = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger rendered = new AtomicInteger();
    private final AtomicInteger routed = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Shelves shelves;
    private final Changes changes;
    private final Door door;
    private final HttpServer server;
    private final LiveIndex index = new LiveIndex();
    private final Searching searching;
    private volatile boolean changesAreHeard = true;

    public RunningSite(Store store, int port) {
        this(store, port, new Limits(1_000, 1_000, 1_000));
    }

    public RunningSite(Store store, int port, Limits limits) {
        var themes = new Themes(null);
        var pages = new SitePages(themes);
        var makers = new EnumMap<>(PublisherBeans.makers(themes, HubAddress.of("own", PUBLIC_URL)));
        makers.replaceAll((_, maker) -> counted(maker));
        InstantSource clock = now::get;
        var library = new Library(store.database(), PUBLIC_URL);
        shelves = new Shelves(library, makers, pages, clock, executor, () -> changesAreHeard, MEMORY.kept());
        var audience = new Audience(library, executor);
        changes = Changes.each(List.of(shelves, audience));
        door = new Door(audience, limits, BEAT);
        searching = new Searching(library, index, new SearchPage(themes), new SearchFeed(), System::nanoTime);
        var router = Router.router(vertx);
        new Site(shelves, searching, door, pages, themes, clock, MEMORY).mount(router);
        server = vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(SEND_BUFFER))
                .requestHandler(request -> {
                    routed.incrementAndGet();
                    router.handle(request);
                })
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Maker counted(Maker maker) {
        return new Maker() {
            @Override
            public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
                rendered.incrementAndGet();
                return maker.make(library, slug, wanted, carried);
            }

            @Override
            public Made answer(Library library, String slug, String asked) {
                return maker.answer(library, slug, asked);
            }
        };
    }

    /// How often anything was rendered.
    public int rendered() {
        return rendered.get();
    }

    /// How many requests came to the router.
    public int routed() {
        return routed.get();
    }

    /// What searches look into.
    public LiveIndex index() {
        return index;
    }

    public Shelves shelves() {
        return shelves;
    }

    /// What Kafka would tell of.
    public Changes changes() {
        return changes;
    }

    /// How many pages listen.
    public int listeners() {
        return door.count();
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
        searching.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        executor.shutdownNow();
    }
}
