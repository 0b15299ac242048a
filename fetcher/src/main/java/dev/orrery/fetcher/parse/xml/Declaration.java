package dev.orrery.fetcher.parse.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// The charset that a document or its server names, or that it looks like.
final class Declaration {
    private static final Pattern SERVED =
            Pattern.compile("charset\\s*[=:]\\s*[\"']?([^\\s\"';,]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECLARED = Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']?([^\\s\"'?>]+)");
    private static final int HEAD_BYTES = 1_024;
    private static final int DETECTOR_BYTES = 1 << 16;
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    /// Names that mean more on the web than they say (WHATWG Encoding, section 4.2).
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode", "UTF-8"));

    private Declaration() {}

    static @Nullable Charset ofDocument(byte[] bytes, int start) {
        var head = new String(bytes, start, Math.min(bytes.length - start, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(head);
        return declared.find() ? named(declared.group(1)) : null;
    }

    static @Nullable Charset ofServer(@Nullable String contentType) {
        var served = contentType == null ? null : SERVED.matcher(contentType);
        return served != null && served.find() ? named(served.group(1)) : null;
    }

    /// Whether what is written in it looks like ASCII, and so like UTF-8.
    static boolean isSevenBit(Charset charset) {
        return charset.name().startsWith("ISO-2022");
    }

    static Charset detected(byte[] bytes, int start) {
        var detector = new UniversalDetector();
        detector.handleData(bytes, start, Math.min(bytes.length - start, DETECTOR_BYTES));
        detector.dataEnd();
        var detected = detector.getDetectedCharset();
        var charset = detected == null ? null : named(detected);
        return charset == null || charset.equals(StandardCharsets.UTF_8) ? FALLBACK : charset;
    }

    /// A document that is read byte by byte is not in UTF-16 or UTF-32, whatever it says: it has shown that already.
    private static @Nullable Charset named(String name) {
        var key = name.toLowerCase(Locale.ROOT);
        try {
            var charset = Charset.forName(MEANT.getOrDefault(key, key));
            return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32") ? null : charset;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
