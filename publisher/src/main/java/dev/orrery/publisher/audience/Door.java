package dev.orrery.publisher.audience;

import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Streams;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets open pages in, says what they have missed, and sees them out.
public final class Door implements Streams {
    /// Names the version that a page has, where there is no `Last-Event-ID` yet.
    public static final String AFTER = "after";

    private static final int UNAVAILABLE = 503;
    private static final String BUSY_SECONDS = "60";

    /// Readers who lost us all at once come back one after the other.
    private static final Duration RETRY_FIRST = Duration.ofSeconds(2);

    private static final Duration RETRY_LAST = Duration.ofSeconds(6);

    private final Audience audience;
    private final Admission admission;
    private final Duration beat;

    /// @param beat how often a listener hears something at least. Proxies give up a connection that is silent for a
    ///             minute
    public Door(Audience audience, Limits limits, Duration beat) {
        this.audience = audience;
        this.admission = new Admission(limits);
        this.beat = beat;
    }

    /// How many listen now.
    public int count() {
        return admission.count();
    }

    @Override
    public void open(HttpServerRequest request, String slug, View view, Runnable missing) {
        var address = Readers.address(request);
        if (!admission.enter(slug, address)) {
            refuse(request.response());
            return;
        }
        var watched = audience.join(slug, view);
        var out = new AtomicBoolean();
        Runnable leave = () -> {
            if (!out.getAndSet(true)) {
                audience.leave(slug, view);
                admission.leave(slug, address);
            }
        };
        request.response().closeHandler(_ -> leave.run());
        var context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        var _ = watched.exists()
                .whenComplete((exists, failure) -> context.runOnContext(_ -> {
                    if (out.get()) {
                        return;
                    }
                    if (failure == null && exists && isGet(request)) {
                        listen(request, watched, context, leave);
                        return;
                    }
                    leave.run();
                    if (failure != null) {
                        refuse(request.response());
                    } else if (exists) {
                        head(request).end();
                    } else {
                        missing.run();
                    }
                }));
    }

    private void listen(HttpServerRequest request, Watched watched, Context context, Runnable leave) {
        var listener = new Listener(request, watched, version(request));
        var response = head(request);
        if (request.version() != HttpVersion.HTTP_1_0) {
            response.setChunked(true);
        }
        response.closeHandler(_ -> {
            watched.remove(listener);
            listener.closed(context);
            leave.run();
        });
        watched.add(context, listener);
        var random = ThreadLocalRandom.current();
        listener.open(
                context,
                (int) random.nextLong(RETRY_FIRST.toMillis(), RETRY_LAST.toMillis()),
                random.nextLong(1, beat.toMillis() + 1),
                beat.toMillis());
    }

    private static HttpServerResponse head(HttpServerRequest request) {
        var response = request.response();
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                // What nginx would gather into pages, it sends on at once.
                .set("X-Accel-Buffering", "no");
        return response;
    }

    /// A browser that reconnects by itself names the last event; a page that opens anew says it in the address.
    private static String version(HttpServerRequest request) {
        var last = request.getHeader("Last-Event-ID");
        var after = last == null || last.isEmpty() ? request.getParam(AFTER) : last;
        return after == null ? "" : after;
    }

    private static boolean isGet(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method());
    }

    private static void refuse(HttpServerResponse response) {
        response.headers()
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                .set(HttpHeaders.RETRY_AFTER, BUSY_SECONDS)
                .set(HttpHeaders.CONTENT_LENGTH, "0");
        response.setStatusCode(UNAVAILABLE).end();
    }
}
