package dev.orrery.enricher.enrich;

import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The language an entry is written in: what it says, its text's word before its title's before its feed's, unless the
/// text itself is plainly in another. Where nothing is said, what the text is plainly in; else unknown.
///
/// Feeds say `en-us` because their software does; so a text is looked at in any case, but only its beginning, and by
/// OpenNLP only where script and little words do not tell.
final class Languages {
    private static final int LONGEST_TAG = 35;

    /// Of a text's beginning, in characters.
    private static final int LOOKED_AT = 250;

    /// Fewer letters could be of anything; a Chinese sentence is short.
    private static final int LEAST_LETTERS = 60;

    private static final int LEAST_IDEOGRAPHS = 12;

    /// The scripts that tell the language, as nearly nothing else is written in them.
    private static final Map<UnicodeScript, String> OF_SCRIPT =
            Map.of(UnicodeScript.HANGUL, "ko", UnicodeScript.GREEK, "el", UnicodeScript.THAI, "th");

    /// Languages so close that a text does not contradict either.
    private static final List<Set<String>> CLOSE = List.of(
            Set.of("no", "nb", "nn", "da"),
            Set.of("hr", "sr", "bs", "sh"),
            Set.of("id", "in", "ms"),
            Set.of("he", "iw"),
            Set.of("zh", "yue", "wuu"),
            Set.of("pt", "gl"));

    private Languages() {}

    /// @param prose the beginning of its text, in plain words
    static @Nullable String of(RawEntry raw, Source source, String prose) {
        var declared = declared(raw, source);
        var beginning = prose.length() <= LOOKED_AT ? prose : prose.substring(0, LOOKED_AT);
        if (declared == null) {
            return spoken(beginning, "");
        }
        var language = Locale.forLanguageTag(declared).getLanguage();
        var spoken = spoken(beginning, language);
        return spoken == null || agree(language, spoken) ? declared : spoken;
    }

    /// What a text is plainly in; null if that is not plain.
    static @Nullable String spoken(String text) {
        return spoken(text, "");
    }

    /// @param claimed language that the text is said to be in; it takes less to believe that. Empty if none is
    private static @Nullable String spoken(String text, String claimed) {
        var letters = letters(text);
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        if (han + kana >= LEAST_IDEOGRAPHS && (han + kana) * 2 > all) {
            return kana * 10 > han + kana ? "ja" : kana == 0 ? "zh" : null;
        }
        if (all < LEAST_LETTERS) {
            return null;
        }
        for (var script : OF_SCRIPT.entrySet()) {
            if (letters.getOrDefault(script.getKey(), 0) * 10 > all * 8) {
                return script.getValue();
            }
        }
        var words = FunctionWords.in(text);
        var plain = words.plainLanguage();
        if (plain != null) {
            return plain;
        }
        return words.isLed(claimed) ? claimed : LanguageModel.languageOf(text);
    }

    private static Map<UnicodeScript, Integer> letters(String text) {
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        int latin = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                latin += Character.isLetter(c) ? 1 : 0;
            } else if (Character.isLetter(c)) {
                letters.merge(UnicodeScript.of(c), 1, Integer::sum);
            }
        }
        letters.merge(UnicodeScript.LATIN, latin, Integer::sum);
        return letters;
    }

    private static boolean agree(String one, String other) {
        return one.equals(other) || CLOSE.stream().anyMatch(set -> set.contains(one) && set.contains(other));
    }

    private static @Nullable String declared(RawEntry raw, Source source) {
        var document = raw.document();
        return Stream.of(
                        named(source.content()),
                        named(source.summary()),
                        named(source.title()),
                        tag(document == null ? null : document.language()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String named(@Nullable Text text) {
        return text == null ? null : tag(text.language());
    }

    /// A tag as BCP 47 writes it (`en_us` → `en-US`), or null if it is none.
    static @Nullable String tag(@Nullable String declared) {
        if (declared == null || declared.length() > LONGEST_TAG) {
            return null;
        }
        var locale = Locale.forLanguageTag(declared.strip().replace('_', '-'));
        return locale.getLanguage().isEmpty() ? null : locale.toLanguageTag();
    }
}
