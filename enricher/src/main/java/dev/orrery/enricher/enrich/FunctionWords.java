package dev.orrery.enricher.enrich;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A language is told in microseconds where its little words are plain to see; where they are not, nothing is said.
final class FunctionWords {
    /// Fewer words say nothing.
    private static final int LEAST = 5;

    /// A third of an English text is such words.
    private static final double SHARE = 0.2;

    /// Languages that share many of these words: it takes more to tell one of them from the others.
    private static final double AHEAD = 1.5;

    private static final Map<String, List<String>> LANGUAGES_OF = read();

    private final Map<String, Integer> hits = new HashMap<>();
    private int words;

    private FunctionWords() {}

    static FunctionWords in(String text) {
        var found = new FunctionWords();
        var lower = text.toLowerCase(Locale.ROOT);
        int begin = -1;
        for (int i = 0; i <= lower.length(); ) {
            int c = i < lower.length() ? lower.codePointAt(i) : ' ';
            boolean isWord = isOfWord(c);
            if (isWord && begin < 0) {
                begin = i;
            } else if (!isWord && begin >= 0) {
                found.add(lower.substring(begin, i));
                begin = -1;
            }
            i += Character.charCount(c);
        }
        return found;
    }

    private void add(String word) {
        words++;
        for (var language : LANGUAGES_OF.getOrDefault(word, List.of())) {
            hits.merge(language, 1, Integer::sum);
        }
    }

    /// A letter, or a mark on one.
    private static boolean isOfWord(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetter(c);
        };
    }

    /// The language that is plain to see, as an ISO 639-1 code.
    @Nullable
    String plainLanguage() {
        return hits.keySet().stream()
                .filter(language -> isLed(language) && hits.getOrDefault(language, 0) >= SHARE * words)
                .findFirst()
                .orElse(null);
    }

    /// Whether a language that is claimed for the text shows in it more than any other does.
    boolean isLed(String language) {
        int count = hits.getOrDefault(language, 0);
        return count >= LEAST
                && hits.entrySet().stream()
                        .allMatch(other -> other.getKey().equals(language) || other.getValue() * AHEAD <= count);
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
