package dev.orrery.publisher.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// How names and titles stand in addresses.
public final class Names {
    private static final int LONGEST = 80;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Names() {}

    /// Letters and digits of any script in lower case, hyphens between: `marcin-juszkiewicz`, `高橋-陽介`.
    /// Empty where there are none. Two names may come to the same.
    public static String inAddress(String name) {
        var text = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var hyphened = BETWEEN.matcher(text).replaceAll("-");
        int from = hyphened.startsWith("-") ? 1 : 0;
        int to = hyphened.endsWith("-") ? hyphened.length() - 1 : hyphened.length();
        if (from >= to) {
            return "";
        }
        var trimmed = hyphened.substring(from, to);
        return trimmed.codePointCount(0, trimmed.length()) <= LONGEST ? trimmed : cut(trimmed);
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, LONGEST);
        int hyphen = text.lastIndexOf('-', end);
        return text.substring(0, hyphen > end / 2 ? hyphen : end);
    }
}
