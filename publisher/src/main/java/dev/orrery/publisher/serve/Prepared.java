package dev.orrery.publisher.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.CharsetUtil;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whole answers, head and content in one piece outside the heap, ready for the socket: what was asked for
/// lately on one event loop, by the words of the request.
///
/// An answer holds for the second that its `Date` names and as long as the rendering that it was made of is
/// the present one; that is asked each time. Only that event loop touches them, so what is dropped is freed
/// at once; the socket holds what it has not sent yet by a reference of its own.
final class Prepared {
    private static final int MOST_SLOTS = 1_000;
    private static final int MOST_WORDINGS = 100;

    private final InstantSource clock;
    private final long bound;
    private final Map<String, Coding> codings = new HashMap<>();
    private final LinkedHashMap<Words, Slot> slots = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /// What a request says of the address.
    private record Words(@Nullable String host, String uri) {}

    private static final class Slot {
        final String caching;
        final Supplier<@Nullable Rendering> source;
        final Map<Coding, Pair> pairs = new EnumMap<>(Coding.class);

        Slot(String caching, Supplier<@Nullable Rendering> source) {
            this.caching = caching;
            this.source = source;
        }
    }

    /// The answers to who has this version and to who has not.
    private record Pair(Rendering rendering, Representation representation, long second, ByteBuf whole, ByteBuf same) {
        long size() {
            // The representation may be held by nobody else.
            return (long) whole.capacity() + same.capacity() + representation.bytes().length;
        }

        void free() {
            whole.release();
            same.release();
        }
    }

    /// @param bytes that all answers together may hold
    Prepared(InstantSource clock, long bytes) {
        this.clock = clock;
        this.bound = bytes;
    }

    void remember(@Nullable String host, String uri, String caching, Supplier<@Nullable Rendering> source) {
        var words = new Words(host, uri);
        var before = slots.get(words);
        boolean isKnown = before != null && before.source.get() != null;
        // What is behind a question mark means nothing here, and there is no end of it.
        if (isKnown || uri.indexOf('?') >= 0) {
            return;
        }
        slots.put(words, new Slot(caching, source));
        if (before != null) {
            free(before);
        }
        shrink();
    }

    /// The answer to be sent, which is the caller's to release; null where the request must go the long way.
    @Nullable
    ByteBuf answer(
            @Nullable String host,
            String uri,
            @Nullable String acceptEncoding,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince) {
        var slot = slots.get(new Words(host, uri));
        var rendering = slot == null ? null : slot.source.get();
        if (slot == null || rendering == null) {
            return null;
        }
        var now = clock.instant();
        var pair = pair(slot, coding(acceptEncoding), rendering, now);
        if (pair == null) {
            return null;
        }
        boolean isCurrent = (ifNoneMatch != null || ifModifiedSince != null)
                && Conditions.isCurrent(
                        ifNoneMatch, ifModifiedSince, pair.representation.etag(), Head.lastModified(rendering, now));
        return (isCurrent ? pair.same : pair.whole).retainedDuplicate();
    }

    void clear() {
        slots.values().forEach(this::free);
        slots.clear();
    }

    private Coding coding(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return Coding.IDENTITY;
        }
        var known = codings.get(acceptEncoding);
        if (known == null) {
            known = Negotiation.coding(acceptEncoding);
            if (codings.size() >= MOST_WORDINGS) {
                codings.clear();
            }
            codings.put(acceptEncoding, known);
        }
        return known;
    }

    private @Nullable Pair pair(Slot slot, Coding coding, Rendering rendering, Instant now) {
        var known = slot.pairs.get(coding);
        boolean same = known != null && known.rendering == rendering;
        if (known != null && same && known.second == now.getEpochSecond()) {
            return known;
        }
        var representation = known != null && same ? known.representation : atHand(rendering, coding);
        if (representation == null) {
            return null;
        }
        var pair = prepare(slot, rendering, representation, now);
        if (known != null) {
            free(known);
        }
        slot.pairs.put(coding, pair);
        held += pair.size();
        shrink();
        return pair;
    }

    private static @Nullable Representation atHand(Rendering rendering, Coding coding) {
        var made = rendering.get(coding);
        return made.state() == Future.State.SUCCESS ? made.resultNow() : null;
    }

    private static Pair prepare(Slot slot, Rendering rendering, Representation representation, Instant now) {
        var version = new StringBuilder();
        Head.date(now, (name, value) -> line(version, name, value));
        Head.guards((name, value) -> line(version, name, value));
        Head.version(rendering, representation.etag(), slot.caching, now, (name, value) -> line(version, name, value));
        var content = new StringBuilder();
        Head.content(rendering, representation, (name, value) -> line(content, name, value));
        var bytes = representation.bytes();
        line(content, HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        return new Pair(
                rendering,
                representation,
                now.getEpochSecond(),
                direct("HTTP/1.1 200 OK\r\n" + version + content + "\r\n", bytes),
                direct("HTTP/1.1 304 Not Modified\r\n" + version + "\r\n", new byte[0]));
    }

    private static void line(StringBuilder head, CharSequence name, CharSequence value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static ByteBuf direct(String head, byte[] content) {
        var buffer = Unpooled.directBuffer(head.length() + content.length);
        buffer.writeCharSequence(head, CharsetUtil.US_ASCII);
        return buffer.writeBytes(content);
    }

    /// What was not asked for longest goes first.
    private void shrink() {
        var eldest = slots.entrySet().iterator();
        while ((held > bound || slots.size() > MOST_SLOTS) && slots.size() > 1 && eldest.hasNext()) {
            var slot = eldest.next().getValue();
            eldest.remove();
            free(slot);
        }
    }

    private void free(Slot slot) {
        slot.pairs.values().forEach(this::free);
        slot.pairs.clear();
    }

    private void free(Pair pair) {
        held -= pair.size();
        pair.free();
    }
}
