package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Directory.Listing;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.theme.Themes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web site: every planet's pages and feeds. What is kept is answered on the event loop; what must be
/// made first is waited for without holding it.
public final class Site {
    static final int MOVED = 301;
    static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final int NO_METHOD = 405;
    private static final int GONE = 410;
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    private final Shelves shelves;
    private final Questions questions;
    private final Streams streams;
    private final Pages pages;
    private final Themes themes;
    private final InstantSource clock;

    /// For those who ask for it without having looked at a page.
    private final Rendering favicon;

    private final PreparedAnswers prepared;

    /// @param memory as for the shelves
    public Site(
            Shelves shelves,
            Questions questions,
            Streams streams,
            Pages pages,
            Themes themes,
            InstantSource clock,
            Memory memory) {
        this.shelves = shelves;
        this.questions = questions;
        this.streams = streams;
        this.pages = pages;
        this.themes = themes;
        this.favicon = themes.get(Themes.MODERN).file("icon.svg");
        this.clock = clock;
        this.prepared = new PreparedAnswers(clock, memory.prepared());
    }

    /// Takes all that nothing else on the router takes.
    public void mount(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::begin);
        router.route("/status").order(Integer.MAX_VALUE - 1).handler(this::status);
        router.route().last().handler(this::handle);
    }

    /// For every answer, also of those that are not ours.
    private void begin(RoutingContext context) {
        FastLane.open(context.request().connection(), prepared);
        Answer.dated(context.response(), clock);
        context.next();
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        Answer.guarded(request.response());
        var path = context.normalizedPath();
        if (!isReading(request)) {
            refuse(request);
        } else if (path.equals("/robots.txt")) {
            when(
                    request,
                    shelves.directory(),
                    directory -> Answer.send(request, Robots.of(host(request), directory), Answer.SHORT, clock));
        } else if (path.equals("/favicon.ico") || path.equals("/favicon.svg")) {
            send(request, favicon, Answer.SHORT, () -> favicon);
        } else {
            var asset = themes.at(path);
            if (asset == null) {
                when(request, shelves.directory(), directory -> find(request, path, directory));
            } else {
                var caching = asset.forEver() ? Answer.FOR_EVER : Answer.SHORT;
                send(request, asset.rendering(), caching, () -> rendering(themes.at(path), asset.forEver()));
            }
        }
    }

    private void find(HttpServerRequest request, String path, Directory directory) {
        switch (Destination.of(host(request), path, directory)) {
            case Destination.Front() ->
                when(
                        request,
                        shelves.front(),
                        page -> send(request, page, Answer.SHORT, () -> present(directory, shelves.front())));
            case Destination.Output output -> output(request, output, directory);
            case Destination.Moved(var to) -> Answer.moved(request, to);
            case Destination.NoPage(var planet, var home) ->
                Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home));
            case Destination.NoPlanet(var asked) -> noPlanet(request, asked, directory);
        }
    }

    private void output(HttpServerRequest request, Destination.Output output, Directory directory) {
        var planet = output.planet();
        var home = output.home();
        var wanted = output.wanted();
        var asked = asked(request, wanted);
        if (asked != null) {
            when(
                    request,
                    shelves.answer(planet.slug(), wanted.format(), asked),
                    made -> answerAsked(request, planet, home, made));
        } else if (wanted.format().isAsked()) {
            when(
                    request,
                    questions.ask(planet.slug(), wanted.format(), Parameters.of(request.query())),
                    reply -> reply(request, planet, home, reply));
        } else if (wanted.format() == Format.LIVE) {
            streams.open(
                    request,
                    planet.slug(),
                    wanted.view(),
                    () -> Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home)));
        } else {
            Supplier<@Nullable Rendering> again =
                    () -> rendering(present(directory, shelves.get(planet.slug(), wanted)));
            when(request, shelves.get(planet.slug(), wanted), made -> answer(request, planet, home, made, again));
        }
    }

    /// @param again what there is when the same is asked for again
    private void answer(
            HttpServerRequest request, Listing planet, String home, Made made, Supplier<@Nullable Rendering> again) {
        switch (made) {
            case Made.There(var rendering) ->
                send(request, rendering, rendering.isSettled() ? Answer.LONG : Answer.SHORT, again);
            case Made.Moved(var to) -> Answer.moved(request, home + to);
            case Made.Gone() -> Answer.trouble(request, GONE, pages.gone(planet, home));
            case Made.Missing() -> Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home));
            case Made.Said(var status, var page) -> Answer.trouble(request, status, page);
        }
    }

    private void send(
            HttpServerRequest request, Rendering rendering, String caching, Supplier<@Nullable Rendering> again) {
        prepared.remember(request, caching, again);
        Answer.send(request, rendering, caching, clock);
    }

    /// What is at hand, as long as addresses mean what they meant.
    private <T> @Nullable T present(Directory directory, CompletableFuture<T> value) {
        return directory.equals(atHand(shelves.directory())) ? atHand(value) : null;
    }

    private static <T> @Nullable T atHand(CompletableFuture<T> value) {
        return value.state() == Future.State.SUCCESS ? value.resultNow() : null;
    }

    private static @Nullable Rendering rendering(@Nullable Made made) {
        return made instanceof Made.There(var rendering) ? rendering : null;
    }

    private static @Nullable Rendering rendering(Themes.@Nullable Asset asset, boolean forEver) {
        return asset == null || asset.forEver() != forEver ? null : asset.rendering();
    }

    private void answerAsked(HttpServerRequest request, Listing planet, String home, Made made) {
        switch (made) {
            case Made.Moved(var to) -> Answer.seeOther(request, home + to);
            case Made.There(var rendering) -> Answer.send(request, rendering, Answer.SHORT, clock);
            case Made.Gone _, Made.Missing _, Made.Said _ -> answer(request, planet, home, made, () -> null);
        }
    }

    /// What a reader asks of a page that takes questions; null where nothing is asked.
    private static @Nullable String asked(HttpServerRequest request, Wanted wanted) {
        if (wanted.format() != Format.WHY || !(wanted.view() instanceof View.Latest)) {
            return null;
        }
        var asked = request.getParam("url");
        return asked == null || asked.isBlank() ? null : asked;
    }

    private void reply(HttpServerRequest request, Listing planet, String home, Questions.Reply reply) {
        switch (reply) {
            case Questions.Reply.There(var rendering) -> Answer.send(request, rendering, Answer.ASKED, clock);
            case Questions.Reply.Missing() -> Answer.trouble(request, NOT_FOUND, pages.noPage(planet, home));
            case Questions.Reply.Busy() -> Answer.trouble(request, UNAVAILABLE, pages.busy());
        }
    }

    private void noPlanet(HttpServerRequest request, String asked, Directory directory) {
        var similar = Similar.to(asked, directory.all());
        Answer.trouble(request, NOT_FOUND, pages.noPlanet(asked, similar, directory));
    }

    private void refuse(HttpServerRequest request) {
        if (HttpMethod.OPTIONS.equals(request.method())) {
            Answer.options(request, METHODS);
            return;
        }
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
        Later.when(request, value, then, failure -> {
            LOG.debug("No answer for {}", request.path(), failure);
            Answer.trouble(request, UNAVAILABLE, pages.unavailable());
        });
    }
}
