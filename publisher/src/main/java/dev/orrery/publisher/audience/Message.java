package dev.orrery.publisher.audience;

import dev.orrery.events.EventCodec;
import dev.orrery.publisher.library.Stand;
import dev.orrery.publisher.library.Stand.Mark;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Server-sent events (HTML Living Standard, section 9.2), as bytes that all listeners share.
final class Message {
    /// A comment: it keeps proxies from giving the connection up, and shows us who is gone.
    static final Buffer BEAT = buffer(":\n\n");

    private Message() {}

    /// All that there is: `{"all":[["e-…","1583317980000-1f0ac29e"],…],"older":true}`.
    static Buffer whole(Stand stand) {
        var data = new LinkedHashMap<String, Object>();
        data.put("all", pairs(stand.marks()));
        data.put("older", stand.hasOlder());
        return event(stand, data);
    }

    /// What is different: `{"new":[["e-…","1583317980000-1f0ac29e"]],"edited":[],"gone":["e-…"]}`. The number is
    /// where a post stands in time, in milliseconds; what follows it changes with the post.
    static Buffer difference(Stand before, Stand after) {
        var difference = after.since(before);
        var data = new LinkedHashMap<String, Object>();
        data.put("new", pairs(difference.fresh()));
        data.put("edited", pairs(difference.edited()));
        data.put("gone", difference.gone());
        return event(after, data);
    }

    /// How long a reader that lost us should wait, in milliseconds.
    static Buffer retry(int milliseconds) {
        return Buffer.buffer("retry: " + milliseconds + "\n\n");
    }

    private static List<List<String>> pairs(List<Mark> marks) {
        return marks.stream()
                .map(mark -> List.of(mark.entryId(), mark.inPage()))
                .toList();
    }

    private static Buffer event(Stand stand, Map<String, Object> data) {
        try {
            return buffer("id: %s\ndata: %s\n\n"
                    .formatted(stand.version(), EventCodec.json().writeValueAsString(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Outside the heap, from where it goes to thousands of sockets without being copied for each; the collector frees
    /// it.
    @SuppressWarnings("deprecation") // Nothing else makes a buffer of bytes outside the heap without copying them.
    private static Buffer buffer(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return Buffer.buffer(Unpooled.wrappedBuffer(direct));
    }
}
