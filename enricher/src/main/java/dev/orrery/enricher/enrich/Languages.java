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
        var spoken = spoken(prose.length() <= LOOKED_AT ? prose : prose.substring(0, LOOKED_AT));
        if (declared == null || spoken == null) {
            return declared == null ? spoken : declared;
        }
        return agree(Locale.forLanguageTag(declared).getLanguage(), spoken) ? declared : spoken;
    }

    /// What a text is plainly in; null if that is not plain.
    static @Nullable String spoken(String text) {
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
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
        var plain = FunctionWords.plainLanguage(text);
        return plain != null ? plain : LanguageModel.languageOf(text);
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
