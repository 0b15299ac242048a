package dev.orrery.enricher.sanitize;

import java.lang.Character.UnicodeScript;

/// Counts words of any script.
final class Words {
    private Words() {}

    /// Each Han, Hiragana or Katakana character is one.
    static int in(String text) {
        int found = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWordByItself(c)) {
                found++;
                inside = false;
            } else if (Character.isLetterOrDigit(c)) {
                found += inside ? 0 : 1;
                inside = true;
            } else if (c != '\'' && c != '’' && c != '-') {
                inside = false;
            }
        }
        return found;
    }

    private static boolean isWordByItself(int c) {
        return c > 0x2e7f
                && switch (UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA -> true;
                    default -> false;
                };
    }
}
