package dev.orrery.fetcher.web;

import dev.orrery.fetcher.web.Answer.Refused.By;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// Reads a body to its end or to its limits, whichever comes first. What is too much is never held, and memory is
/// asked for as the body grows.
final class BodyReader {
    private static final int LEAST = 16 * 1024;
    private static final int MOST = 256 * 1024;

    private final Limits limits;
    private final int most;

    /// @param most bytes, decoded
    BodyReader(Limits limits, int most) {
        this.limits = limits;
        this.most = most;
    }

    /// A body, or why it is not taken.
    sealed interface Result {}

    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Body(byte[] bytes) implements Result {}

    record Unfit(By by, String reason) implements Result {}

    Result read(Response response, Conversation conversation) throws IOException, InterruptedException {
        var sent = new Wire(response.body().source(), conversation.leash());
        try (var decoded = Codings.decode(response, sent, conversation)) {
            return read(decoded, sent, conversation);
        } catch (Codings.Unknown e) {
            return new Unfit(By.CODING, String.valueOf(e.getMessage()));
        }
    }

    /// The beginning of a body that is no document, for a look at what it says.
    static byte[] beginning(Response response, Conversation conversation, int bytes)
            throws IOException, InterruptedException {
        var sent = new Wire(response.body().source(), conversation.leash());
        try (var decoded = Codings.decode(response, sent, conversation)) {
            return decoded.readNBytes(bytes);
        }
    }

    private Result read(InputStream decoded, Wire sent, Conversation conversation)
            throws IOException, InterruptedException {
        var chunks = new ArrayList<byte[]>();
        int size = 0;
        while (true) {
            int wanted = Math.clamp(size, LEAST, MOST);
            conversation.room(wanted);
            var chunk = new byte[wanted];
            int filled = 0;
            while (filled < wanted) {
                int read = decoded.read(chunk, filled, wanted - filled);
                if (read < 0) {
                    return new Body(join(chunks, chunk, size));
                }
                filled += read;
                size += read;
                var excess = excess(size, sent.count);
                if (excess != null) {
                    return excess;
                }
            }
            chunks.add(chunk);
        }
    }

    private @Nullable Unfit excess(int size, long sent) {
        if (size > most) {
            return new Unfit(By.SIZE, "The document is larger than %s.".formatted(words(most)));
        }
        return size > Limits.FREE_BYTES && size / limits.ratio() > sent
                ? new Unfit(
                        By.SIZE,
                        "The document unpacks to more than %d times its size; that is no feed."
                                .formatted(limits.ratio()))
                : null;
    }

    private static byte[] join(List<byte[]> chunks, byte[] last, int size) {
        var all = new byte[size];
        int at = 0;
        for (int i = 0; i < chunks.size(); i++) {
            // Each goes as soon as it is copied.
            var chunk = chunks.set(i, last);
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        System.arraycopy(last, 0, all, at, size - at);
        return all;
    }

    private static String words(int bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    /// The body as it was sent: counts it, and lets the server send on as it is taken.
    private static final class Wire extends InputStream {
        /// How much the client below takes at a time where there is enough.
        private static final int SEGMENT = 8192;

        private final BufferedSource source;
        private final Leash leash;
        private long count;

        Wire(BufferedSource source, Leash leash) {
            this.source = source;
            this.leash = leash;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            boolean fresh = source.getBuffer().size() == 0;
            int read = source.read(into, offset, length);
            if (read > 0) {
                count += read;
                if (fresh) {
                    long taken = read + source.getBuffer().size();
                    leash.taken(taken, taken < SEGMENT);
                }
            }
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, source.getBuffer().size());
        }
    }
}
