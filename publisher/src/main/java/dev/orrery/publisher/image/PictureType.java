package dev.orrery.publisher.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a picture is by its first bytes, whatever its server says (WHATWG MIME Sniffing, section 6.1).
final class PictureType {
    private static final int BRAND_FROM = 8;
    private static final int BRAND_TO = 12;

    private PictureType() {}

    /// @param said the server's media type; believed only where drawings are concerned, which are told by nothing else
    /// @return null for what is no picture
    static @Nullable String of(byte[] bytes, String said) {
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return "image/png";
        }
        if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
            return "image/gif";
        }
        if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, BRAND_FROM, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        if (begins(bytes, 4, 'f', 't', 'y', 'p') && brand(bytes).matches("avif|avis")) {
            return "image/avif";
        }
        if (begins(bytes, 0, 0, 0, 1, 0)) {
            return "image/x-icon";
        }
        return said.startsWith("image/svg+xml") && isDrawing(bytes) ? "image/svg+xml" : null;
    }

    private static String brand(byte[] bytes) {
        return bytes.length < BRAND_TO
                ? ""
                : new String(Arrays.copyOfRange(bytes, BRAND_FROM, BRAND_TO), StandardCharsets.ISO_8859_1);
    }

    private static boolean isDrawing(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("<") && text.contains("<svg");
    }

    private static boolean begins(byte[] bytes, int from, int... expected) {
        if (bytes.length < from + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[from + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
