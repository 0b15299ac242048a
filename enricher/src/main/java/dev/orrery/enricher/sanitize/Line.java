package dev.orrery.enricher.sanitize;

import java.util.Arrays;

/// Text as one line: clean, white space collapsed, and no marks that turn the direction of what follows it on a page.
final class Line {
    private char[] chars;
    private int length;
    private boolean gap;

    /// @param capacity in characters, of the longest text that is expected
    Line(int capacity) {
        chars = new char[capacity];
    }

    Line add(String text) {
        return add(text, text.length());
    }

    /// @param end how much of the text
    Line add(String text, int end) {
        if (length + end >= chars.length) {
            chars = Arrays.copyOf(chars, length + end + 1);
        }
        for (int i = 0; i < end; ) {
            char first = text.charAt(i);
            if (first > ' ' && first < 0x7f) {
                close();
                chars[length++] = first;
                i++;
            } else if (first == ' ' || first == '\n') {
                gap();
                i++;
            } else {
                int c = i + 1 < end ? text.codePointAt(i) : first;
                i += Character.charCount(c);
                add(c);
            }
        }
        return this;
    }

    /// As much as white space.
    void gap() {
        gap = length > 0;
    }

    void clear() {
        length = 0;
        gap = false;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    private void add(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            gap();
        } else if (Texts.isAllowed(c) && !isDirectionOverride(c)) {
            close();
            length += Character.toChars(c, chars, length);
        }
    }

    private void close() {
        if (gap) {
            chars[length++] = ' ';
            gap = false;
        }
    }

    private static boolean isDirectionOverride(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
