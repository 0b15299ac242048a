package dev.orrery.publisher.image;

import dev.orrery.publisher.serve.Conditions;
import dev.orrery.publisher.serve.Later;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/// Answers with pictures, to whoever has an address that a page of ours gave.
public final class ImageRoute {
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final String A_DAY = "public, max-age=86400, stale-while-revalidate=604800";
    private static final String A_WHILE = "public, max-age=300";

    /// Opened by itself, a drawing could do what a page can; so it is let do nothing.
    private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final ImageKey key;
    private final ImageFetcher fetcher;

    public ImageRoute(ImageKey key, ImageFetcher fetcher) {
        this.key = key;
        this.fetcher = fetcher;
    }

    public void mount(Router router) {
        router.route(HttpMethod.GET, ImageKey.FOLDER + "*").handler(this::handle);
        router.route(HttpMethod.HEAD, ImageKey.FOLDER + "*").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var path = Objects.requireNonNullElse(context.request().path(), "");
        if (!ImageKey.isLike(path)) {
            context.next();
            return;
        }
        var response = context.response();
        response.putHeader("Content-Security-Policy", NOTHING_ELSE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        var address = key.address(path);
        if (address == null) {
            say(context, NOT_FOUND, "This address was not made by this site.");
            return;
        }
        Later.when(
                context.request(),
                fetcher.get(address),
                fetched -> answer(context, address, fetched),
                _ -> say(context, UNAVAILABLE, "No picture can be fetched now."));
    }

    private void answer(RoutingContext context, String address, Fetched fetched) {
        switch (fetched) {
            case Fetched.Picture picture -> picture(context, address, picture);
            case Fetched.Refused(var reason) -> say(context, BAD_GATEWAY, reason);
            case Fetched.Busy() -> {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
                say(context, UNAVAILABLE, "Many pictures are being fetched; this one in a moment.");
            }
        }
    }

    private void picture(RoutingContext context, String address, Fetched.Picture picture) {
        var response = context.response()
                .putHeader(HttpHeaders.ETAG, picture.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, A_DAY);
        var known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (Conditions.isCurrent(known, null, picture.etag(), Optional.empty())) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, picture.type())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(picture.size()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.sendFile(picture.file().toString()).onFailure(_ -> {
            fetcher.forget(address);
            context.request().connection().close();
        });
    }

    private static void say(RoutingContext context, int status, String words) {
        var response = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CACHE_CONTROL, status == UNAVAILABLE ? "no-store" : A_WHILE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.end(words + "\n");
    }
}
