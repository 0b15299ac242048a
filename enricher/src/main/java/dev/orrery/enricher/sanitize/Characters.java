package dev.orrery.enricher.sanitize;

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

    /// Of every character, because this is asked of each one that is written.
    private static final byte[] KINDS = new byte[1 << Character.SIZE];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            KINDS[c] = (byte) kindOf((char) c);
        }
    }

    private Characters() {}

    static int kind(char c) {
        return KINDS[c];
    }

    private static int kindOf(char c) {
        return switch (c) {
            case '\n', '\t' -> 0;
            case '\'', '-', '’' -> JOINER;
            case '"' -> QUOTE;
            case '&', '<', '>' -> ESCAPED;
            default -> {
                if (c > LAST_OF_ALPHABETS) {
                    yield c < Character.MIN_SURROGATE ? WIDE : WIDE | UNCLEAN;
                }
                boolean isControl = c < ' ' || (c >= 0x7f && c < 0xa0);
                yield isControl ? UNCLEAN : Character.isLetterOrDigit(c) ? WORD : 0;
            }
        };
    }
}
