package dev.orrery.fetcher.web;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import okhttp3.Response;

/// Reads a body to its end or to its limits, whichever comes first. What is too much is never held.
final class BodyReader {
    private static final int CHUNK = 16 * 1024;

    private final Limits limits;

    BodyReader(Limits limits) {
        this.limits = limits;
    }

    /// A body, or why it is not taken.
    sealed interface Result {}

    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Body(byte[] bytes) implements Result {}

    record Unfit(String reason) implements Result {}

    Result read(Response response) throws IOException {
        var coding = response.header("Content-Encoding", "identity");
        try (var sent = new Counting(response.body().byteStream())) {
            return switch (String.valueOf(coding).strip().toLowerCase(Locale.ROOT)) {
                case "identity", "" -> read(sent, sent);
                case "gzip", "x-gzip" -> read(new GZIPInputStream(sent, CHUNK), sent);
                default -> new Unfit("The document is encoded as “%s”, which we did not ask for.".formatted(coding));
            };
        }
    }

    private Result read(InputStream decoded, Counting sent) throws IOException {
        var bytes = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        int read;
        while ((read = decoded.read(chunk)) != -1) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > limits.bodyBytes()) {
                return new Unfit("The document is larger than %s.".formatted(words(limits.bodyBytes())));
            }
            if (bytes.size() > Limits.FREE_BYTES && bytes.size() / limits.ratio() > sent.count) {
                return new Unfit("The document unpacks to more than %d times its size; that is no feed."
                        .formatted(limits.ratio()));
            }
        }
        return new Body(bytes.toByteArray());
    }

    private static String words(int bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    /// Counts what was really sent.
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
