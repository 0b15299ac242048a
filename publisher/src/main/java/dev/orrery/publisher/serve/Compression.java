package dev.orrery.publisher.serve;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes bytes fewer. The same bytes come out each time: nothing of time or machine is in them.
public final class Compression {
    private static final Logger LOG = LoggerFactory.getLogger(Compression.class);

    /// Half the CPU of zlib's own default, for 3 % more bytes.
    private static final int GZIP_LEVEL = 4;

    /// A third more CPU than the above, for an eighth fewer bytes.
    private static final int BROTLI_QUALITY = 5;

    private Compression() {}

    /// Looked for when it is first asked for: loading it takes time that a start has not.
    private static final class Brotli {
        private static final boolean IS_THERE = isThere();

        private static boolean isThere() {
            boolean there = Brotli4jLoader.isAvailable();
            if (!there) {
                LOG.info("There is no Brotli encoder for this machine; readers get gzip.");
            }
            return there;
        }
    }

    /// @return null where there is no encoder for this machine
    public static byte @Nullable [] brotli(byte[] content) {
        if (!Brotli.IS_THERE) {
            return null;
        }
        try {
            return Encoder.compress(content, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream(content.length / 3 + 64);
        try (var gzip = new Gzip(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] gunzip(byte[] gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(GZIP_LEVEL);
        }
    }
}
