package dev.orrery.fetcher.planets;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the key that was meant where one is misspelt: `item` for `items`, `subscription` for `subscriptions`.
final class Slips {
    private Slips() {}

    static @Nullable String nearest(String written, Collection<String> known) {
        String nearest = null;
        int least = Math.max(1, written.length() / 3) + 1;
        for (var key : known) {
            int distance = distance(written.toLowerCase(Locale.ROOT), key);
            if (distance < least) {
                least = distance;
                nearest = key;
            }
        }
        return nearest;
    }

    /// Levenshtein's.
    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
