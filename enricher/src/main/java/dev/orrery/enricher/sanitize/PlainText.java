package dev.orrery.enricher.sanitize;

import java.lang.Character.UnicodeScript;

/// Collects the words of a text while it is walked through.
final class PlainText {
    /// More than a summary needs, and little enough to hold beside the text.
    private static final int MAX_PROSE = 400;

    /// Of one piece of text: enough for a sentence to end, also where there is a lot of white space.
    private static final int MAX_CHUNK = 2_000;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder prose = new StringBuilder();
    private int words;

    /// @param clean   without characters that no document may hold
    /// @param isProse false in code, tables and captions
    void add(String clean, boolean isProse) {
        words += count(clean);
        text.append(clean);
        if (isProse && prose.length() < MAX_PROSE) {
            prose.append(clean, 0, Math.min(clean.length(), MAX_CHUNK));
        }
    }

    /// The end of a block: what follows is another word.
    void gap() {
        text.append(' ');
        if (prose.length() < MAX_PROSE) {
            prose.append(' ');
        }
    }

    /// As it was written.
    String text() {
        return text.toString();
    }

    /// The beginning, one line.
    String prose() {
        return Texts.line(prose.toString());
    }

    int words() {
        return words;
    }

    private static int count(String text) {
        int found = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.charAt(i);
            if (Character.isHighSurrogate((char) c)) {
                c = text.codePointAt(i);
            }
            i += Character.charCount(c);
            if (c > 0x2e7f && isWordByItself(c)) {
                found++;
                inside = false;
            } else if (isWordCharacter(c)) {
                found += inside ? 0 : 1;
                inside = true;
            } else if (c != '\'' && c != '’' && c != '-') {
                inside = false;
            }
        }
        return found;
    }

    private static boolean isWordCharacter(int c) {
        return c < 0x80
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                : Character.isLetterOrDigit(c);
    }

    private static boolean isWordByItself(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }
}
