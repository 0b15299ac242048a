package dev.orrery.publisher.audience;

import dev.orrery.events.EventCodec;
import dev.orrery.publisher.library.Stand;
import dev.orrery.publisher.library.Stand.Mark;
import io.netty.buffer.ByteBuf;
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
///
/// They lie outside the heap, from where they go to thousands of sockets without being copied for each; the collector
/// frees them.
final class Message {
    /// A comment: it keeps proxies from giving the connection up, and shows us who is gone.
    static final Buffer BEAT = Buffer.buffer(":\n\n");

    private static final String LINE_END = "\r\n";

    private final ByteBuf chunk;
    private final int start;
    private final int length;

    private Message(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var size = Integer.toHexString(bytes.length) + LINE_END;
        start = size.length();
        length = bytes.length;
        chunk = outsideTheHeap(size.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    /// As a chunk of HTTP/1.1 (RFC 9112, section 7.1), for one socket.
    ByteBuf chunk() {
        return chunk.retainedDuplicate();
    }

    /// As they are, for one socket.
    ByteBuf bytes() {
        return chunk.retainedSlice(start, length);
    }

    /// As they are, for who frames them otherwise.
    @SuppressWarnings("deprecation") // Nothing else makes a buffer of Netty's without copying it.
    Buffer buffer() {
        return Buffer.buffer(bytes());
    }

    /// All that there is: `{"all":[["e-…","1583317980000-1f0ac29e"],…],"older":true}`.
    static Message whole(Stand stand) {
        var data = new LinkedHashMap<String, Object>();
        data.put("all", pairs(stand.marks()));
        data.put("older", stand.hasOlder());
        return event(stand, data);
    }

    /// What is different: `{"new":[["e-…","1583317980000-1f0ac29e"]],"edited":[],"gone":["e-…"]}`. The number is
    /// where a post stands in time, in milliseconds; what follows it changes with the post.
    static Message difference(Stand before, Stand after) {
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

    private static Message event(Stand stand, Map<String, Object> data) {
        try {
            return new Message("id: %s\ndata: %s\n\n"
                    .formatted(stand.version(), EventCodec.json().writeValueAsString(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuf outsideTheHeap(byte[] size, byte[] bytes) {
        var end = LINE_END.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(size.length + bytes.length + end.length)
                .put(size)
                .put(bytes)
                .put(end)
                .flip());
    }
}
