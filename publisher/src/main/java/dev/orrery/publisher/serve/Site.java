package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web site: every planet's pages and feeds. What is kept is answered on the event loop; what must be made first is
/// waited for without holding it.
public final class Site {
    static final int MOVED = 301;
    static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final int NO_METHOD = 405;
    private static final int GONE = 410;
    private static final String METHODS = "GET, HEAD";
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    private final Shelves shelves;
    private final Pages pages;
    private final Assets assets;
    private final InstantSource clock;
    private final Rendering robots = Assets.robots();

    public Site(Shelves shelves, Pages pages, Assets assets, InstantSource clock) {
        this.shelves = shelves;
        this.pages = pages;
        this.assets = assets;
        this.clock = clock;
    }

    /// Takes all that nothing else on the router takes.
    public void mount(Router router) {
        router.route("/status").order(Integer.MAX_VALUE - 1).handler(this::status);
        router.route().last().handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        Answer.guarded(request.response());
        var path = context.normalizedPath();
        if (!isReading(request)) {
            refuse(request);
        } else if (path.equals("/robots.txt")) {
            Answer.send(request, robots, Answer.SHORT, clock);
        } else if (path.equals("/favicon.ico")) {
            Answer.send(request, assets.favicon(), Answer.SHORT, clock);
        } else {
            var asset = assets.at(path);
            if (asset == null) {
                when(request, shelves.directory(), directory -> find(request, path, directory));
            } else {
                Answer.send(request, asset, Answer.FOR_EVER, clock);
            }
        }
    }

    private void find(HttpServerRequest request, String path, Directory directory) {
        switch (Destination.of(host(request), path, directory)) {
            case Destination.Front() ->
                when(request, shelves.front(), page -> Answer.send(request, page, Answer.SHORT, clock));
            case Destination.Output(var planet, var home, var wanted) ->
                when(request, shelves.get(planet.slug(), wanted), made -> answer(request, planet, home, made));
            case Destination.Moved(var to) -> Answer.moved(request, to);
            case Destination.NoPage(var planet, var home) ->
                Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home));
            case Destination.NoPlanet(var asked) -> noPlanet(request, asked, directory);
        }
    }

    private void answer(HttpServerRequest request, Listing planet, String home, Made made) {
        switch (made) {
            case Made.There there -> there(request, there);
            case Made.Moved(var to) -> Answer.moved(request, home + to);
            case Made.Gone() -> Answer.trouble(request, GONE, pages.gone(planet, home));
            case Made.Missing() -> Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home));
        }
    }

    private void there(HttpServerRequest request, Made.There there) {
        if (there.links() != null) {
            request.response().putHeader("Link", there.links());
        }
        Answer.send(request, there.rendering(), there.settled() ? Answer.LONG : Answer.SHORT, clock);
    }

    private void noPlanet(HttpServerRequest request, String asked, Directory directory) {
        var similar = Similar.to(asked, directory.all());
        Answer.trouble(request, NOT_FOUND, pages.noPlanet(asked, similar, directory));
    }

    private void refuse(HttpServerRequest request) {
        request.response().putHeader("Allow", METHODS);
        Answer.trouble(request, NO_METHOD, pages.noMethod(request.method().name(), METHODS));
    }

    /// `{"ready":true,"planets":2}`, for scripts that wait for us.
    private void status(RoutingContext context) {
        var request = context.request();
        Answer.guarded(request.response());
        if (!isReading(request)) {
            refuse(request);
            return;
        }
        var known = shelves.directory()
                .handle((directory, failure) -> failure == null ? Optional.of(directory) : Optional.<Directory>empty());
        when(request, known, directory -> {
            var json = "{\"ready\":%b,\"planets\":%d}"
                    .formatted(
                            directory.isPresent(),
                            directory.map(all -> all.all().size()).orElse(0));
            request.response().putHeader("Cache-Control", "no-store");
            Answer.json(request, json.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static boolean isReading(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    private static String host(HttpServerRequest request) {
        var authority = request.authority();
        return authority == null ? "" : authority.host();
    }

    private <T> void when(HttpServerRequest request, CompletableFuture<T> value, Consumer<T> then) {
        if (value.state() == Future.State.SUCCESS) {
            then.accept(value.resultNow());
            return;
        }
        var context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        var _ = value.whenComplete((made, failure) -> context.runOnContext(_ -> {
            if (request.response().ended() || request.response().closed()) {
                return;
            }
            if (failure == null) {
                then.accept(made);
            } else {
                LOG.debug("No answer for {}", request.path(), failure);
                Answer.trouble(request, UNAVAILABLE, pages.unavailable());
            }
        }));
    }
}
