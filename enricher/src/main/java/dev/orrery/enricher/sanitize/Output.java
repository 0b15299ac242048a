package dev.orrery.enricher.sanitize;

import static dev.orrery.enricher.sanitize.Characters.ESCAPED;
import static dev.orrery.enricher.sanitize.Characters.JOINER;
import static dev.orrery.enricher.sanitize.Characters.QUOTE;
import static dev.orrery.enricher.sanitize.Characters.UNCLEAN;
import static dev.orrery.enricher.sanitize.Characters.WIDE;
import static dev.orrery.enricher.sanitize.Characters.WORD;

import java.util.Arrays;

/// The markup that is being written.
///
/// A text is gone through once as it is written, for what must be escaped and for words; hardly any has characters
/// that need more than that.
final class Output {
    private char[] chars = new char[128];
    private int length;
    private int words;

    Output append(char c) {
        reserve(1);
        chars[length++] = c;
        return this;
    }

    /// @param markup as it is to stand there
    Output append(String markup) {
        int size = markup.length();
        reserve(size);
        markup.getChars(0, size, chars, length);
        length += size;
        return this;
    }

    /// Adds the content of an element, and counts its words.
    ///
    /// @return the text without characters that no document may hold
    String text(String text) {
        int start = length;
        int before = words;
        var clean = text;
        int seen = put(text);
        if ((seen & (UNCLEAN | WIDE)) != 0) {
            clean = Texts.clean(text);
            length = start;
            seen = put(clean);
            words = before + Words.in(clean);
        }
        if ((seen & ESCAPED) != 0) {
            escape(start, ESCAPED);
        }
        return clean;
    }

    /// Adds an attribute with its value in double quotes.
    void attribute(String name, String value) {
        append(' ').append(name).append("=\"");
        int start = length;
        int before = words;
        int seen = put(value);
        if ((seen & UNCLEAN) != 0) {
            length = start;
            seen = put(Texts.clean(value));
        }
        words = before;
        if ((seen & (ESCAPED | QUOTE)) != 0) {
            escape(start, ESCAPED | QUOTE);
        }
        append('"');
    }

    /// In all text so far; each Han, Hiragana or Katakana character is one.
    int words() {
        return words;
    }

    int length() {
        return length;
    }

    char last() {
        return chars[length - 1];
    }

    void set(int position, char c) {
        chars[position] = c;
    }

    /// Takes back all from this position on.
    void cut(int position) {
        length = position;
    }

    void clear() {
        length = 0;
        words = 0;
    }

    String from(int position) {
        return new String(chars, position, length - position);
    }

    @Override
    public String toString() {
        return from(0);
    }

    /// @return what kinds of characters there are, see [Characters]
    private int put(String text) {
        int start = length;
        append(text);
        var read = chars;
        int end = length;
        int seen = 0;
        int before = 0;
        int found = 0;
        for (int i = start; i < end; i++) {
            int kind = Characters.kind(read[i]);
            seen |= kind;
            found += kind & ~before & WORD;
            before = kind == JOINER ? before : kind;
        }
        words += found;
        return seen;
    }

    /// Puts references for characters of some kinds, from the end on, so that each is moved once.
    private void escape(int start, int kinds) {
        int from = length;
        int more = 0;
        for (int i = start; i < length; i++) {
            more += (Characters.kind(chars[i]) & kinds) == 0
                    ? 0
                    : reference(chars[i]).length() - 1;
        }
        reserve(more);
        length += more;
        for (int to = length; to > from; ) {
            char c = chars[--from];
            if ((Characters.kind(c) & kinds) == 0) {
                chars[--to] = c;
            } else {
                var reference = reference(c);
                to -= reference.length();
                reference.getChars(0, reference.length(), chars, to);
            }
        }
    }

    private static String reference(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> "&quot;";
        };
    }

    private void reserve(int more) {
        if (length + more > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + more, chars.length * 2));
        }
    }
}
