package dev.orrery.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a [Rendering], or as little of it as the reader needs: nothing but the head for HEAD, nothing at
/// all for what the reader has already, the part that was asked for.
final class Answer {
    /// A minute old is fresh enough for anyone, and while the new one is fetched the old one may be shown.
    static final String SHORT = "public, max-age=60, stale-while-revalidate=600";

    /// There are as many answers as questions: only who asked keeps one, and not for long.
    static final String ASKED = "private, max-age=30";
    /// For what hardly ever changes; a day, because even such a thing may be taken back.
    static final String LONG = "public, max-age=86400, stale-while-revalidate=604800";

    /// For addresses that hold the hash of their content.
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final int NO_CONTENT = 204;
    private static final int PARTIAL = 206;
    private static final int SEE_OTHER = 303;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_AS_EXPECTED = 412;
    private static final int BEYOND = 416;
    private static final int BROKEN = 500;
    private static final String RETRY_SECONDS = "5";
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private Answer() {}

    /// On every answer, whatever it is.
    static HttpServerResponse guarded(HttpServerResponse response) {
        Head.guards(response.headers()::set);
        return response;
    }

    /// As whoever has a clock must (RFC 9110 section 6.6.1).
    static void dated(HttpServerResponse response, InstantSource clock) {
        Head.date(clock.instant(), response.headers()::set);
    }

    static void send(HttpServerRequest request, Rendering rendering, String caching, InstantSource clock) {
        var coding = Negotiation.coding(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var now = clock.instant();
        var etag = rendering.etag(coding);
        if (etag != null && isSettled(request, rendering, etag, caching, now)) {
            return;
        }
        Later.when(
                request,
                rendering.get(coding),
                representation -> {
                    if (!isSettled(request, rendering, representation.etag(), caching, now)) {
                        send(request, rendering, representation);
                    }
                },
                failure -> {
                    LOG.error("Cannot compress {}.", request.path(), failure);
                    request.response().setStatusCode(BROKEN).end();
                });
    }

    /// Answers where no content is needed for that.
    private static boolean isSettled(
            HttpServerRequest request, Rendering rendering, String etag, String caching, Instant now) {
        var verdict = conditions(request.headers()).judge(etag, Head.lastModified(rendering, now));
        Head.version(rendering, etag, caching, now, request.response().headers()::set);
        switch (verdict) {
            case SEND -> {
                return false;
            }
            case NOT_MODIFIED -> request.response().setStatusCode(NOT_MODIFIED).end();
            case FAILED -> nothing(request, NOT_AS_EXPECTED);
        }
        return true;
    }

    private static Conditions conditions(MultiMap headers) {
        return new Conditions(
                headers.get(HttpHeaders.IF_MATCH),
                headers.get(HttpHeaders.IF_NONE_MATCH),
                headers.get(HttpHeaders.IF_MODIFIED_SINCE),
                headers.get(HttpHeaderNames.IF_UNMODIFIED_SINCE));
    }

    private static void send(HttpServerRequest request, Rendering rendering, Representation representation) {
        var headers = request.response().headers();
        var bytes = representation.bytes();
        switch (range(request, representation)) {
            case ByteRange.Whole() -> {
                Head.content(rendering, representation, headers::set);
                body(request, bytes);
            }
            case ByteRange.Part(var first, var last) -> {
                Head.content(rendering, representation, headers::set);
                headers.set(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(first, last, bytes.length));
                request.response().setStatusCode(PARTIAL);
                body(request, Arrays.copyOfRange(bytes, first, last + 1));
            }
            case ByteRange.Beyond() -> {
                headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + bytes.length);
                nothing(request, BEYOND);
            }
        }
    }

    /// Only GET knows ranges (RFC 9110 section 14.2).
    private static ByteRange range(HttpServerRequest request, Representation representation) {
        return request.method().equals(HttpMethod.GET)
                ? ByteRange.of(
                        request.getHeader(HttpHeaderNames.RANGE),
                        request.getHeader(HttpHeaderNames.IF_RANGE),
                        representation.bytes().length,
                        representation.etag())
                : new ByteRange.Whole();
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
        request.response().headers().set(HttpHeaders.LOCATION, to).set(HttpHeaders.CACHE_CONTROL, SHORT);
        nothing(request, Site.MOVED);
    }

    /// What was asked for is answered elsewhere this time.
    static void seeOther(HttpServerRequest request, String to) {
        request.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, to)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        body(request, new byte[0]);
    }

    static void json(HttpServerRequest request, byte[] json) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        body(request, json);
    }

    /// What may be done with an address (RFC 9110 section 9.3.7).
    static void options(HttpServerRequest request, String methods) {
        request.response()
                .putHeader(HttpHeaders.ALLOW, methods)
                .setStatusCode(NO_CONTENT)
                .end();
    }

    private static void nothing(HttpServerRequest request, int status) {
        request.response().setStatusCode(status);
        body(request, new byte[0]);
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
}
