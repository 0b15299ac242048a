package dev.orrery.fetcher.parse.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A document's bytes with what they mean.
///
/// What a document is, it shows: a byte order mark, then valid UTF-8, which nothing else is by chance. Only then counts
/// what is declared, by the document before the server (RFC 7303 has it the other way round, and servers that label
/// whatever they have as ISO-8859-1 have made that useless), and at last a detector guesses.
public final class Decoded {
    private final byte[] bytes;
    private final @Nullable String text;
    private final int start;
    private final boolean controls;
    private final Charset charset;

    private Decoded(byte[] bytes, @Nullable String text, int start, boolean controls, Charset charset) {
        this.bytes = bytes;
        this.text = text;
        this.start = start;
        this.controls = controls;
        this.charset = charset;
    }

    /// @param contentType as the server said
    public static Decoded of(byte[] bytes, @Nullable String contentType) {
        var marked = ByteOrder.of(bytes);
        if (marked != null && !marked.charset().equals(StandardCharsets.UTF_8)) {
            return decode(bytes, marked.length(), marked.charset());
        }
        int start = marked == null ? 0 : marked.length();
        var utf8 = Utf8.check(bytes, start);
        var declared = Declaration.ofDocument(bytes, start);
        if (utf8.isValid() && !(declared != null && Declaration.isSevenBit(declared))) {
            return new Decoded(bytes, null, spaceFrom(bytes, start), utf8.hasControls(), StandardCharsets.UTF_8);
        }
        var served = Declaration.ofServer(contentType);
        for (var charset : new @Nullable Charset[] {declared, served}) {
            if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
                var text = exactly(bytes, start, charset);
                if (text != null) {
                    return new Decoded(bytes, text, 0, true, charset);
                }
            }
        }
        if (utf8.isMostly()) {
            return new Decoded(bytes, Utf8.repair(bytes, start), 0, true, StandardCharsets.UTF_8);
        }
        var guess = declared == null || declared.equals(StandardCharsets.UTF_8)
                ? Declaration.detected(bytes, start)
                : declared;
        return decode(bytes, start, guess);
    }

    /// What it was read as.
    public Charset charset() {
        return charset;
    }

    /// All of it, as characters.
    public String characters() {
        return text == null ? new String(bytes, start, length(), StandardCharsets.UTF_8) : text;
    }

    /// The beginning, for telling what it is.
    public String head(int most) {
        return text == null
                ? new String(bytes, start, Math.min(length(), most), StandardCharsets.UTF_8)
                : text.substring(0, Math.min(text.length(), most));
    }

    /// Null where the bytes are UTF-8 as they are.
    @Nullable
    String text() {
        return text;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the UTF-8 begins.
    int start() {
        return start;
    }

    /// Whether C1 control characters may come of it.
    boolean controls() {
        return controls;
    }

    int length() {
        return bytes.length - start;
    }

    private static Decoded decode(byte[] bytes, int start, Charset charset) {
        var text = new String(bytes, start, bytes.length - start, charset);
        return new Decoded(bytes, text.stripLeading(), 0, true, charset);
    }

    private static @Nullable String exactly(byte[] bytes, int start, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString()
                    .stripLeading();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /// Space before the XML declaration is no harm, and XML forbids it.
    private static int spaceFrom(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
