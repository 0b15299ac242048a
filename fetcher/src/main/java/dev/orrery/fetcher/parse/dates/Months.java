package dev.orrery.fetcher.parse.dates;

import java.text.DateFormatSymbols;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Months by name: English by its first three letters, and what the JDK knows of other languages.
final class Months {
    private static final List<String> ENGLISH =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final int STEM = 3;

    private Months() {}

    /// Only loaded once somebody writes in another language.
    private static final class Others {
        private static final List<String> LANGUAGES = List.of(
                "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is", "el", "hu", "ru", "uk", "pl", "cs",
                "sk", "ro", "bg", "tr", "ca", "et", "lv", "lt", "sl", "hr", "id");

        private static final Map<String, Integer> NAMES = names();

        private static Map<String, Integer> names() {
            var names = new HashMap<String, Integer>();
            for (var language : LANGUAGES) {
                var symbols = DateFormatSymbols.getInstance(Locale.of(language));
                for (var months : List.of(symbols.getMonths(), symbols.getShortMonths())) {
                    for (int i = 0; i < ENGLISH.size(); i++) {
                        names.putIfAbsent(plain(months[i]), i + 1);
                    }
                }
            }
            return names;
        }
    }

    /// 1 to 12; 0 for what is no month.
    static int number(String word) {
        if (word.length() < STEM) {
            return 0;
        }
        int english = ENGLISH.indexOf(word.substring(0, STEM));
        if (english >= 0) {
            return english + 1;
        }
        return isWeekdayOrZone(word) ? 0 : Others.NAMES.getOrDefault(plain(word), 0);
    }

    private static boolean isWeekdayOrZone(String word) {
        return word.endsWith("day") || (word.length() == STEM && "sun mon tue wed thu fri sat gmt utc".contains(word));
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[\\p{M}.]", "");
    }
}
