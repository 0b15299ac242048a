package dev.orrery.publisher.page;

/// Counts words, in scripts without spaces too: there two signs count as one word.
final class Counting {
    private static final char FIRST_SIGN = 0x0e00;
    private static final byte LETTER = 1;

    /// Within a word it ends none: `don't`, `e-mail`.
    private static final byte JOINER = 2;

    /// Of characters of alphabets, because pages count hundreds of thousands of them.
    private static final byte[] ALPHABETS = new byte[FIRST_SIGN];

    static {
        for (char c = 0; c < FIRST_SIGN; c++) {
            ALPHABETS[c] = Character.isLetterOrDigit(c) ? LETTER : 0;
        }
        ALPHABETS['\''] = JOINER;
        ALPHABETS['-'] = JOINER;
    }

    private Counting() {}

    static int words(String text) {
        return words(text.toCharArray(), text.length());
    }

    /// @param length how many of the characters count
    static int words(char[] text, int length) {
        int words = 0;
        int signs = 0;
        int inWord = 0;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c < FIRST_SIGN) {
                int kind = ALPHABETS[c];
                int letter = (kind & LETTER) | ((kind >> 1) & inWord);
                words += letter & ~inWord;
                inWord = letter;
                continue;
            }
            int whole = Character.codePointAt(text, i, length);
            i += Character.charCount(whole) - 1;
            if (isSign(whole)) {
                signs++;
                inWord = 0;
            } else {
                int letter = Character.isLetterOrDigit(whole) || (inWord == 1 && whole == '’') ? 1 : 0;
                words += letter & ~inWord;
                inWord = letter;
            }
        }
        return words + (signs + 1) / 2;
    }

    private static boolean isSign(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
