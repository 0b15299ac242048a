package dev.orrery.publisher.serve;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;

/// Sends a [Rendering], or as little of it as the reader needs: nothing but the head for HEAD, nothing at all for what
/// the reader has already.
final class Answer {
    /// A minute old is fresh enough for anyone, and while the new one is fetched the old one may be shown.
    static final String SHORT = "public, max-age=60, stale-while-revalidate=600";

    /// For what hardly ever changes; a day, because even such a thing may be taken back.
    static final String LONG = "public, max-age=86400, stale-while-revalidate=604800";

    /// For addresses that hold the hash of their content.
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");

    /// Frames may be of any host, since anybody may run a PeerTube or a Mastodon; the sanitizer writes them empty and
    /// boxed in, and a reader's click on a player that it knows is what fills them.
    private static final CharSequence POLICY = HttpHeaders.createOptimized("default-src 'none'; style-src 'self'; "
            + "img-src http: https: data:; media-src http: https:; frame-src https:; font-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'");
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("strict-origin-when-cross-origin");
    private static final CharSequence PERMISSIONS = HttpHeaders.createOptimized("Permissions-Policy");
    private static final CharSequence NONE =
            HttpHeaders.createOptimized("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence ACCEPT_ENCODING = HttpHeaders.createOptimized("Accept-Encoding");

    private static final int NOT_MODIFIED = 304;
    private static final String RETRY_SECONDS = "5";

    private Answer() {}

    /// On every answer, whatever it is.
    static HttpServerResponse guarded(HttpServerResponse response) {
        response.headers()
                .set(CSP, POLICY)
                .set(TYPE_OPTIONS, NOSNIFF)
                .set(REFERRER, ORIGIN)
                .set(PERMISSIONS, NONE);
        return response;
    }

    static void send(HttpServerRequest request, Rendering rendering, String caching, InstantSource clock) {
        boolean compressed = Conditions.takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var etag = rendering.etag(compressed);
        // A date to come is not allowed here (RFC 9110 section 8.8.2.1).
        var lastModified = rendering.lastModified().filter(at -> !at.isAfter(clock.instant()));
        var response = request.response();
        response.headers()
                .set(HttpHeaders.ETAG, etag)
                .set(HttpHeaders.VARY, ACCEPT_ENCODING)
                .set(HttpHeaders.CACHE_CONTROL, caching);
        lastModified.ifPresent(at -> response.putHeader(HttpHeaders.LAST_MODIFIED, date(at)));
        var noneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        var modifiedSince = request.getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        if (Conditions.isCurrent(noneMatch, modifiedSince, etag, lastModified)) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.headers().set(HttpHeaders.CONTENT_TYPE, rendering.type());
        if (compressed) {
            response.headers().set(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        body(request, compressed ? rendering.gzip() : rendering.identity());
    }

    /// A page that nobody keeps: what is wrong may be right the next moment.
    static void trouble(HttpServerRequest request, int status, byte[] page) {
        var response = request.response().setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, Format.PAGE.type()).set(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (status == Site.UNAVAILABLE) {
            response.headers().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        body(request, page);
    }

    static void moved(HttpServerRequest request, String to) {
        var response = request.response().setStatusCode(Site.MOVED);
        response.headers().set(HttpHeaders.LOCATION, to).set(HttpHeaders.CACHE_CONTROL, SHORT);
        body(request, new byte[0]);
    }

    static void json(HttpServerRequest request, byte[] json) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        body(request, json);
    }

    private static void body(HttpServerRequest request, byte[] bytes) {
        var response = request.response();
        response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static String date(Instant at) {
        return Conditions.HTTP_DATE.format(at);
    }
}
