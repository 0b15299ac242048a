package dev.orrery.fetcher.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import okhttp3.Response;
import org.brotli.dec.BrotliInputStream;

/// Content codings (RFC 9110 section 8.4.1) and what takes them off again.
///
/// Zstandard is not among them: its frames say themselves how large a window the reader has to hold, and the
/// decoders that there are for Java hold it outside the heap or before anybody can ask what it costs.
final class Codings {
    static final String ACCEPTED = "gzip, br, deflate";

    /// More are no mistake of a server's but a joke at our cost.
    private static final int MOST = 3;

    private static final int CHUNK = 16 * 1024;

    private Codings() {}

    /// A document is coded in a way that we did not ask for, or not as it says.
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        Unknown(String reason) {
            super(reason);
        }
    }

    /// @param sent as it comes over the wire
    /// @return the document's own bytes; closing it frees what the decoders hold
    static InputStream decode(Response response, InputStream sent, Conversation conversation)
            throws IOException, InterruptedException {
        var codings = List.of(String.join(",", response.headers("Content-Encoding"))
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s*,\\s*"));
        if (codings.size() > MOST) {
            throw new Unknown("The document is encoded %d times over.".formatted(codings.size()));
        }
        var decoded = sent;
        // They are listed in the order in which they were put on.
        for (var coding : codings.reversed()) {
            decoded = decode(coding, decoded, conversation);
        }
        return decoded;
    }

    private static InputStream decode(String coding, InputStream sent, Conversation conversation)
            throws IOException, InterruptedException {
        try {
            return switch (coding) {
                case "", "identity", "none" -> sent;
                case "gzip", "x-gzip" -> new Decoder("gzip", new GZIPInputStream(sent, CHUNK));
                case "br" -> new Decoder("brotli", brotli(sent, conversation));
                case "deflate" -> new Decoder("deflate", deflate(sent));
                default ->
                    throw new Unknown("The document is encoded as “%s”, which we did not ask for.".formatted(coding));
            };
        } catch (ZipException e) {
            throw new Unknown(Decoder.isNot("gzip"));
        }
    }

    /// Some servers send zlib's form (RFC 1950), as the standard has it, others the bare one (RFC 1951).
    private static InputStream deflate(InputStream sent) throws IOException {
        var in = new PushbackInputStream(sent, 2);
        var start = in.readNBytes(2);
        in.unread(start);
        boolean zlib =
                start.length == 2 && (start[0] & 0x0f) == 8 && ((start[0] & 0xff) << 8 | (start[1] & 0xff)) % 31 == 0;
        var inflater = new Inflater(!zlib);
        return new FilterInputStream(new InflaterInputStream(in, inflater, CHUNK)) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    /// Its decoder may hold a window as large as the first byte says, up to 16 MiB, whatever the document's size is.
    private static InputStream brotli(InputStream sent, Conversation conversation)
            throws IOException, InterruptedException {
        var in = new PushbackInputStream(sent, 1);
        int first = in.read();
        if (first < 0) {
            return in;
        }
        in.unread(first);
        conversation.room((1 << windowBits(first)) / Room.COST);
        return new BrotliInputStream(in, CHUNK);
    }

    /// RFC 7932 section 9.1.
    static int windowBits(int first) {
        if ((first & 1) == 0) {
            return 16;
        }
        int large = (first >> 1) & 7;
        if (large != 0) {
            return 17 + large;
        }
        int small = (first >> 4) & 7;
        return small == 0 ? 17 : 8 + small;
    }

    /// Tells a document that is not coded as it claims from a connection that breaks off.
    private static final class Decoder extends FilterInputStream {
        private final String coding;

        Decoder(String coding, InputStream in) {
            super(in);
            this.coding = coding;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (ZipException e) {
                throw new Unknown(isNot(coding));
            } catch (IOException e) {
                // Brotli's decoder hides what happens below it in exceptions of its own.
                if (e.getCause() instanceof RuntimeException inner) {
                    throw inner.getCause() instanceof IOException below ? below : new Unknown(isNot(coding));
                }
                throw e;
            }
        }

        static String isNot(String coding) {
            return "The document is not the %s that it claims to be.".formatted(coding);
        }
    }
}
