package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class WordsTest {
    static final List<String> LANGUAGES = List.of("de", "fr", "ja", "ar");
    static final List<String> ALL =
            Stream.concat(Stream.of(""), LANGUAGES.stream()).toList();

    private static final int COUNTED = 1_300;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageSaysAllThatEnglishSays(String language) {
        var missing = new TreeSet<>(keys(""));
        missing.removeAll(keys(language));

        assertThat(missing).as("not in words_%s.properties", language).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void noLanguageSaysWhatEnglishDoesNot(String language) {
        var needless = new TreeSet<>(keys(language));
        needless.removeAll(keys(""));

        assertThat(needless).as("only in words_%s.properties", language).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageFillsInTheSame(String language) {
        var own = words(language);
        var different = new TreeMap<String, String>();
        words("").forEach((key, english) -> {
            var translated = own.get(key);
            if (translated != null && problem(translated) == null && problem(english) == null) {
                var wanted = arguments(english);
                var found = arguments(translated);
                if (!wanted.equals(found)) {
                    different.put(key, "%s, not %s".formatted(found, wanted));
                }
            }
        });

        assertThat(different).as("in words_%s.properties", language).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everySentenceCanBeRead(String language) {
        var problems = new TreeMap<String, String>();
        words(language).forEach((key, pattern) -> {
            var problem = problem(pattern);
            if (problem != null) {
                problems.put(key, problem);
            }
        });

        assertThat(problems).as("in words%s.properties", suffix(language)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyPluralHasTheFormsOfItsLanguage(String language) {
        var locale = language.isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(language);
        var missing = new TreeMap<String, Object>();
        words(language).forEach((key, pattern) -> {
            if (problem(pattern) == null
                    && !Sentence.of(pattern).missingForms(locale).isEmpty()) {
                missing.put(key, Sentence.of(pattern).missingForms(locale));
            }
        });

        assertThat(missing).as("in words%s.properties", suffix(language)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void apostrophesAreThoseOfPrint(String language) {
        assertThat(words(language))
                .as("in words%s.properties", suffix(language))
                .allSatisfy((key, pattern) -> assertThat(pattern).as(key).doesNotContain("'"));
    }

    @Test
    void pluralsAreThoseOfCldr() {
        assertThat(Plural.languages()).containsAll(LANGUAGES);
        for (var language : Plural.languages()) {
            var locale = Locale.forLanguageTag(language);
            var rules = PluralRules.forLocale(locale);
            for (long number : numbers()) {
                assertThat(Plural.of(number, locale).keyword())
                        .as("%d in %s", number, language)
                        .isEqualTo(rules.select((double) number));
            }
            assertThat(Plural.forms(locale).stream().map(Plural::keyword))
                    .as(language)
                    .containsExactlyInAnyOrderElementsOf(rules.getKeywords());
        }
    }

    private static List<Long> numbers() {
        return Stream.concat(
                        Stream.iterate(0L, number -> number < COUNTED, number -> number + 1),
                        Stream.of(10_000L, 1_000_000L, 1_000_001L, 2_000_000L))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | 0    | no posts",
                "en    | 1    | 1 post",
                "en    | 1234 | 1,234 posts",
                "en-GB | 1234 | 1,234 posts",
                "de    | 1234 | 1.234 Beiträge",
                "fr    | 1    | 1 billet",
                "ja    | 3    | 3件",
                "ar    | 0    | لا تدوينات",
                "ar    | 2    | تدوينتان",
                "ar    | 3    | 3 تدوينات",
                "ar    | 11   | 11 تدوينة",
                "ar    | 100  | 100 تدوينة",
                "ar-EG | 1103 | ١٬١٠٣ تدوينات",
                // In a language that we do not have, English words with English numbers.
                "pl    | 1234 | 1,234 posts",
            })
    void numbersGoWithTheirWords(String locale, long number, String said) {
        assertThat(Words.in(Locale.forLanguageTag(locale)).say("posts", number)).isEqualTo(said);
    }

    @Test
    void aSentenceWrapsWhatIsMarkedUpInItsMidst() {
        assertThat(Words.in(Locale.ENGLISH).around("by")).isEqualTo(new Words.Around("by ", ""));
        assertThat(Words.in(Locale.GERMAN).around("readRest")).isEqualTo(new Words.Around("„", "“ weiterlesen"));
    }

    private static String suffix(String language) {
        return language.isEmpty() ? "" : "_" + language;
    }

    private static Set<String> arguments(String pattern) {
        return Sentence.of(pattern).arguments();
    }

    private static String problem(String pattern) {
        try {
            Sentence.of(pattern);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static Set<String> keys(String language) {
        return new TreeSet<>(words(language).keySet());
    }

    private static Map<String, String> words(String language) {
        var properties = new Properties();
        try (var in = Words.class.getResourceAsStream("words%s.properties".formatted(suffix(language)));
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new TreeMap<String, String>();
        properties.forEach((key, value) -> words.put((String) key, (String) value));
        return words;
    }
}
