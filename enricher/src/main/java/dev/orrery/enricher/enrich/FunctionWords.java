package dev.orrery.enricher.enrich;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A language is told in microseconds where its little words are plain to see; where they are not, nothing is said.
final class FunctionWords {
    /// Fewer words say nothing.
    private static final int LEAST = 5;

    /// A third of an English text is such words.
    private static final double SHARE = 0.2;

    /// Languages that share many of these words: it takes more to tell one of them from the others.
    private static final double AHEAD = 1.5;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final Map<String, List<String>> LANGUAGES_OF = read();

    private FunctionWords() {}

    /// An ISO 639-1 code.
    static @Nullable String plainLanguage(String text) {
        var words = BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT), -1);
        var hits = new HashMap<String, Integer>();
        for (var word : words) {
            for (var language : LANGUAGES_OF.getOrDefault(word, List.of())) {
                hits.merge(language, 1, Integer::sum);
            }
        }
        var best = hits.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
        if (best == null || best.getValue() < Math.max(LEAST, SHARE * words.length)) {
            return null;
        }
        boolean isAhead = hits.entrySet().stream()
                .allMatch(other -> other.getKey().equals(best.getKey()) || other.getValue() * AHEAD <= best.getValue());
        return isAhead ? best.getKey() : null;
    }

    private static Map<String, List<String>> read() {
        var languages = new HashMap<String, List<String>>();
        for (var line : WordList.lines("function-words.txt")) {
            var words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                languages.computeIfAbsent(words[i], _ -> new ArrayList<>()).add(words[0]);
            }
        }
        return languages;
    }
}
