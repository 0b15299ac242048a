package dev.orrery.publisher.search;

/// Scripts without spaces between words: whoever asks for some signs of them asks for a part of a text anyway.
final class Signs {
    private Signs() {}

    static boolean isIn(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        });
    }
}
