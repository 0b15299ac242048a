package dev.orrery.events;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A text in which a [Wording] may be found: its beginning, if it is very long. It is folded once, when first needed.
public final class Passage {
    /// In characters; some 8,000 words.
    public static final int LONGEST = 50_000;

    private final String text;
    private @Nullable String folded;

    public Passage(@Nullable String text) {
        this.text = text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST));
    }

    public String text() {
        return text;
    }

    String folded() {
        if (folded == null) {
            folded = fold(text);
        }
        return folded;
    }

    /// Lower case, without accents, one space between words; what only typography tells apart is one.
    public static String fold(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return lines(ascii ? text.toLowerCase(Locale.ROOT) : withoutAccents(text));
    }

    /// Latin, Greek and Cyrillic accents only: what other scripts compose of marks are other letters.
    private static String withoutAccents(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (c < '\u0300' || c > '\u036F') {
                append(plain, c);
            }
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder plain, char c) {
        switch (c) {
            case 'ß' -> plain.append("ss");
            case 'æ' -> plain.append("ae");
            case 'œ' -> plain.append("oe");
            case 'ø' -> plain.append('o');
            case 'ł' -> plain.append('l');
            case 'đ', 'ð' -> plain.append('d');
            case 'ı' -> plain.append('i');
            case '‘', '’' -> plain.append('\'');
            case '“', '”', '„' -> plain.append('"');
            case '‐', '‑', '–', '—' -> plain.append('-');
            case '\u00AD', '\u200B', '\u200C', '\u200D' -> {
                // Not to be seen.
            }
            default -> plain.append(c);
        }
    }

    private static String lines(String text) {
        var line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !line.isEmpty();
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }
}
