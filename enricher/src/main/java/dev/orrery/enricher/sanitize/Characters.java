package dev.orrery.enricher.sanitize;

import java.util.Arrays;

/// What single characters of a text are to whoever writes it and counts its words.
final class Characters {
    /// A letter or digit; the lowest bit, so that it can be counted.
    static final int WORD = 1;

    /// Within a word it ends none: `don't`, `e-mail`.
    static final int JOINER = 2;

    /// It is written as a reference.
    static final int ESCAPED = 4;

    /// It is written as a reference in attributes.
    static final int QUOTE = 8;

    /// No document may hold it, or it takes a closer look: see [Texts#clean].
    static final int UNCLEAN = 16;

    /// Beyond the alphabets, where a character may be a word by itself.
    static final int WIDE = 32;

    private static final char LAST_OF_ALPHABETS = 0x2e7f;
    private static final byte[] ASCII = new byte[0x80];

    static {
        Arrays.fill(ASCII, 0, ' ', (byte) UNCLEAN);
        Arrays.fill(ASCII, '0', '9' + 1, (byte) WORD);
        Arrays.fill(ASCII, 'A', 'Z' + 1, (byte) WORD);
        Arrays.fill(ASCII, 'a', 'z' + 1, (byte) WORD);
        ASCII['\n'] = 0;
        ASCII['\t'] = 0;
        ASCII['\''] = JOINER;
        ASCII['-'] = JOINER;
        ASCII['"'] = QUOTE;
        ASCII['&'] = ESCAPED;
        ASCII['<'] = ESCAPED;
        ASCII['>'] = ESCAPED;
        ASCII[0x7f] = UNCLEAN;
    }

    private Characters() {}

    static int kind(char c) {
        return c < 0x80 ? ASCII[c] : kindBeyondAscii(c);
    }

    private static int kindBeyondAscii(char c) {
        if (c == '’') {
            return JOINER;
        }
        if (c > LAST_OF_ALPHABETS) {
            return c < Character.MIN_SURROGATE ? WIDE : WIDE | UNCLEAN;
        }
        return c < 0xa0 ? UNCLEAN : Character.isLetterOrDigit(c) ? WORD : 0;
    }
}
