package dev.orrery.publisher.page;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Languages as HTML wants them: BCP 47 tags and writing directions.
public final class Languages {
    private static final Set<String> RIGHT_TO_LEFT = Set.of(
            "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "khw", "ks", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug",
            "ur", "yi");

    private Languages() {}

    /// The tag in its canonical form, or null if it is none: feeds say `en_US` and worse.
    public static @Nullable String tag(@Nullable String language) {
        if (language == null) {
            return null;
        }
        try {
            var locale = new Locale.Builder()
                    .setLanguageTag(language.strip().replace('_', '-'))
                    .build();
            int length = locale.getLanguage().length();
            return length == 2 || length == 3 ? locale.toLanguageTag() : null;
        } catch (IllformedLocaleException _) {
            return null;
        }
    }

    /// `rtl` where the language is written so; else `auto`, which lets the text decide: a feed's word on its language
    /// is often a default that nobody ever set.
    public static String directionOfPost(@Nullable String language) {
        return language != null && isRightToLeft(Locale.forLanguageTag(language)) ? "rtl" : "auto";
    }

    /// Somebody else's words within a sentence of ours: their direction is their own and turns nothing around them
    /// ([UAX 9](https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates)).
    static String isolated(String words) {
        return "\u2068" + words + "\u2069";
    }

    static String direction(Locale locale) {
        return isRightToLeft(locale) ? "rtl" : "ltr";
    }

    /// @param tag from a planet, where it was checked
    public static Locale locale(String tag) {
        var locale = Locale.forLanguageTag(tag);
        return locale.getLanguage().isEmpty() ? Locale.ENGLISH : locale;
    }

    private static boolean isRightToLeft(Locale locale) {
        return RIGHT_TO_LEFT.contains(locale.getLanguage())
                || Set.of("Arab", "Hebr", "Thaa", "Nkoo", "Syrc").contains(locale.getScript());
    }
}
