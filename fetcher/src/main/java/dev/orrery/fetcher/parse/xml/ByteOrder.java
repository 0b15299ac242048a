package dev.orrery.fetcher.parse.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the first four bytes say (XML 1.0 appendix F).
///
/// @param length of the byte order mark; 0 where the order shows without one
record ByteOrder(Charset charset, int length) {
    static @Nullable ByteOrder of(byte[] bytes) {
        int head = 0;
        for (int i = 0; i < 4; i++) {
            head = (head << 8) | (i < bytes.length ? bytes[i] & 0xFF : 0x20);
        }
        return switch (head) {
            case 0x0000FEFF -> new ByteOrder(StandardCharsets.UTF_32BE, 4);
            case 0xFFFE0000 -> new ByteOrder(StandardCharsets.UTF_32LE, 4);
            case 0x0000003C -> new ByteOrder(StandardCharsets.UTF_32BE, 0);
            case 0x3C000000 -> new ByteOrder(StandardCharsets.UTF_32LE, 0);
            case 0x4C6FA794 -> new ByteOrder(Charset.forName("IBM037"), 0);
            default -> of(head);
        };
    }

    private static @Nullable ByteOrder of(int head) {
        if (head >>> 8 == 0xEFBBBF) {
            return new ByteOrder(StandardCharsets.UTF_8, 3);
        }
        return switch (head >>> 16) {
            case 0xFEFF -> new ByteOrder(StandardCharsets.UTF_16BE, 2);
            case 0xFFFE -> new ByteOrder(StandardCharsets.UTF_16LE, 2);
            case 0x003C -> new ByteOrder(StandardCharsets.UTF_16BE, 0);
            case 0x3C00 -> new ByteOrder(StandardCharsets.UTF_16LE, 0);
            default -> null;
        };
    }
}
