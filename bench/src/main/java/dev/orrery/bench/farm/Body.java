package dev.orrery.bench.farm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;

/// The HTML of an entry as the forms of documents hold it, each also compressed beforehand.
///
/// The compressed piece ends on a byte and refers to nothing before it (a full flush, RFC 1951 section 3.2.4), so
/// pieces in any order make up one stream: a document costs the farm a copy and not a compression.
final class Body {
    private static final int LEVEL = 6;

    private final Map<Form, Piece> pieces = new EnumMap<>(Form.class);

    /// Nobody writes into them.
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(byte[] plain, byte[] deflated) {}

    Body(String html) {
        for (var form : Form.values()) {
            var plain = form.of(html).getBytes(StandardCharsets.UTF_8);
            pieces.put(form, new Piece(plain, deflated(plain)));
        }
    }

    Piece in(Form form) {
        return Objects.requireNonNull(pieces.get(form));
    }

    private static byte[] deflated(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 2);
        var buffer = new byte[8 << 10];
        try (var deflater = new Deflater(LEVEL, true)) {
            deflater.setInput(plain);
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                out.write(buffer, 0, count);
            } while (count == buffer.length);
        }
        return out.toByteArray();
    }
}
