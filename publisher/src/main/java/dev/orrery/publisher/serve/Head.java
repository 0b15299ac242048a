package dev.orrery.publisher.serve;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The headers of answers, the same whichever way an answer takes.
final class Head {
    private static final CharSequence CSP = name("Content-Security-Policy");

    /// Frames may be of any host, since anybody may run a PeerTube or a Mastodon; the sanitizer writes them
    /// empty and boxed in, and a reader's click on a player that it knows is what fills them.
    private static final CharSequence POLICY = name("default-src 'none'; style-src 'self'; "
            + "img-src http: https: data:; media-src http: https:; frame-src https:; font-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'");

    /// On every answer, whatever it is.
    private static final List<Line> GUARDS = List.of(
            new Line(CSP, POLICY),
            new Line(name("X-Content-Type-Options"), name("nosniff")),
            new Line(name("Referrer-Policy"), name("strict-origin-when-cross-origin")),
            new Line(name("Permissions-Policy"), name("camera=(), geolocation=(), microphone=(), payment=(), usb=()")));

    private static final CharSequence ACCEPT_ENCODING = name("Accept-Encoding");
    private static final CharSequence BYTES = name("bytes");

    private record Line(CharSequence name, CharSequence value) {}

    private Head() {}

    private static CharSequence name(String text) {
        return HttpHeaders.createOptimized(text);
    }

    /// On every answer, whatever it is.
    static void date(Instant now, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.DATE, HttpDate.now(now.getEpochSecond()));
    }

    static void guards(BiConsumer<CharSequence, CharSequence> headers) {
        GUARDS.forEach(line -> headers.accept(line.name, line.value));
    }

    /// Of a rendering, also where the reader has it already (RFC 9110 section 15.4.5).
    static void version(
            Rendering rendering,
            String etag,
            String caching,
            Instant now,
            BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.ETAG, etag);
        headers.accept(HttpHeaders.VARY, ACCEPT_ENCODING);
        headers.accept(HttpHeaders.CACHE_CONTROL, caching);
        lastModified(rendering, now).ifPresent(at -> headers.accept(HttpHeaders.LAST_MODIFIED, HttpDate.of(at)));
    }

    /// Of a rendering that is sent.
    static void content(
            Rendering rendering, Representation representation, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.CONTENT_TYPE, rendering.type());
        headers.accept(HttpHeaders.ACCEPT_RANGES, BYTES);
        if (representation.coding() != Coding.IDENTITY) {
            headers.accept(HttpHeaders.CONTENT_ENCODING, representation.coding().token());
        }
    }

    /// A date to come is not allowed (RFC 9110 section 8.8.2.1).
    static Optional<Instant> lastModified(Rendering rendering, Instant now) {
        return rendering.lastModified().filter(at -> !at.isAfter(now));
    }
}
