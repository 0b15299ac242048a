package dev.orrery.fetcher.parse.xml;

import java.nio.charset.StandardCharsets;

/// Whether bytes are UTF-8 (RFC 3629), and making it of what nearly is.
///
/// @param sequences of several bytes that are right
/// @param wrong     bytes that are part of none
/// @param controls  whether there are C1 control characters or references to characters by number
record Utf8(int sequences, int wrong, boolean controls) {
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    static Utf8 check(byte[] bytes, int start) {
        int sequences = 0;
        int wrong = 0;
        boolean controls = false;
        for (int i = start; i < bytes.length; ) {
            byte b = bytes[i];
            if (b >= 0) {
                controls |= b == '#' && i > start && bytes[i - 1] == '&';
                i++;
                continue;
            }
            int length = length(bytes, i);
            if (length == 0) {
                wrong++;
                i++;
            } else {
                controls |= b == (byte) 0xC2 && bytes[i + 1] < (byte) 0xA0;
                sequences++;
                i += length;
            }
        }
        return new Utf8(sequences, wrong, controls);
    }

    boolean isValid() {
        return wrong == 0;
    }

    boolean hasControls() {
        return controls;
    }

    /// A text that was put together of pieces in two charsets, or cut in the middle of a character.
    boolean isMostly() {
        return sequences > wrong;
    }

    /// Bytes that are not UTF-8 are taken for windows-1252, which is where they mostly come from.
    static String repair(byte[] bytes, int start) {
        var text = new StringBuilder(bytes.length - start);
        int from = start;
        for (int i = start; i < bytes.length; ) {
            int length = bytes[i] >= 0 ? 1 : length(bytes, i);
            if (length == 0) {
                text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                text.append(Windows1252.meant(bytes[i] & 0xFF));
                from = i + 1;
            }
            i += Math.max(1, length);
        }
        text.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
        return text.toString().stripLeading();
    }

    /// Of the sequence that begins here, 0 if none does.
    private static int length(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        int character = first & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
            character = (character << 6) | (bytes[at + i] & 0x3F);
        }
        boolean surrogate = character >= 0xD800 && character < 0xE000;
        return character < LEAST[length] || surrogate || character > 0x10FFFF ? 0 : length;
    }
}
