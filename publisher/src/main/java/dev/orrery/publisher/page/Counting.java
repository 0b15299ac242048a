package dev.orrery.publisher.page;

/// Counts words, in scripts without spaces too: there two signs count as one word.
final class Counting {
    private Counting() {}

    static int words(String text) {
        int words = 0;
        int signs = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isSign(c)) {
                signs++;
                inWord = false;
            } else {
                boolean letter = Character.isLetterOrDigit(c) || (inWord && (c == '\'' || c == '’' || c == '-'));
                if (letter && !inWord) {
                    words++;
                }
                inWord = letter;
            }
        }
        return words + (signs + 1) / 2;
    }

    private static boolean isSign(int c) {
        if (c < 0x0e00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
