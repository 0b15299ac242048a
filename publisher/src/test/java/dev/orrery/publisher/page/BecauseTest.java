package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.SameBy;
import dev.orrery.events.Rules.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class BecauseTest {
    static final List<String> ALL =
            Stream.concat(Stream.of("en"), WordsTest.LANGUAGES.stream()).toList();

    private static final Condition TAGGED = condition("tea", null, null, List.of(), List.of(), null);
    private static final Condition GERMAN = condition(null, "de", null, List.of(), List.of(), null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Its feed has more than 20 posts in 1 day
            de | Im Feed stehen mehr als 20 Beiträge (Zeitraum: 1 Tag)
            fr | Son flux compte plus de 20 billets en 1 jour
            ja | フィードには1日に20件を超える記事がある
            ar | في خلاصتها أكثر من 20 تدوينة خلال يوم واحد
            """)
    void howMuchAtATime(String language, String said) {
        assertThat(said(language, Facts.most(20, Duration.ofDays(1)))).isEqualTo(said);
    }

    @Test
    void aTimeIsSaidInTheLargestUnitThatItIsWholeIn() {
        assertThat(said("en", Facts.most(1, Duration.ofMinutes(90)))).endsWith("1 post in 90 minutes");
        assertThat(said("en", Facts.most(5, Duration.ofHours(36)))).endsWith("5 posts in 36 hours");
        assertThat(said("en", Facts.most(5, Duration.ofSeconds(1)))).endsWith("5 posts in 1 second");
        assertThat(said("en", Facts.most(5, null))).isEqualTo("Its feed came with more than 5 posts");
    }

    @Test
    void partsThatBelongTogetherAreHeldTogether() {
        var old = condition(null, null, Duration.ofDays(30), List.of(), List.of(), null);
        var both = condition("coffee", "fr", null, List.of(), List.of(), null);
        var all = condition(null, null, null, List.of(old, GERMAN), List.of(TAGGED, both), TAGGED);

        assertThat(said("en", Facts.filter(null, all)))
                .isEqualTo("It was more than 30 days old when first seen, its language is German, "
                        + "(it is tagged “tea” or (it is tagged “coffee” and its language is French)) "
                        + "and not (it is tagged “tea”)");
        assertThat(said("de", Facts.filter("Tee", all)))
                .isEqualTo("„Tee“: er war mehr als 30 Tage alt, als er zuerst gesehen wurde, "
                        + "seine Sprache ist Deutsch, (er hat das Schlagwort „tea“ oder (er hat das Schlagwort "
                        + "„coffee“ und seine Sprache ist Französisch)) und nicht (er hat das Schlagwort „tea“)");
    }

    @Test
    void thereAreWordsForEveryQuestion() throws Exception {
        var questions = Condition.class.getRecordComponents();
        var nothing = said("en", Facts.filter(null, condition(null, null, null, List.of(), List.of(), null)));
        for (int asked = 0; asked < questions.length; asked++) {
            var answers = new Object[questions.length];
            answers[asked] = answer(questions[asked].getType());

            var condition = (Condition) Condition.class.getDeclaredConstructors()[0].newInstance(answers);

            assertThat(said("en", Facts.filter(null, condition)))
                    .as(questions[asked].getName())
                    .isNotEqualTo(nothing);
        }
    }

    private static Object answer(Class<?> type) {
        if (type == List.class) {
            return List.of(TAGGED);
        }
        if (type == Condition.class) {
            return TAGGED;
        }
        if (type == Integer.class) {
            return 7;
        }
        return type == Duration.class ? Duration.ofDays(7) : "en";
    }

    @Test
    void aConditionThatAsksNothingHoldsAlways() {
        assertThat(said("en", Facts.filter(null, condition(null, null, null, List.of(), List.of(), null))))
                .isEqualTo("It is a post");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyFactIsSaidInEveryLanguage(String language) {
        for (var same : SameBy.values()) {
            assertThat(said(language, Facts.sameBy(same))).isNotBlank();
        }
        assertThat(said(language, Facts.note("No."))).contains("No.");
        assertThat(said(language, Facts.filter("Tea", null))).contains("Tea");
        assertThat(said(language, Facts.filter(null, null))).isEqualTo("");
    }

    private static String said(String language, Facts facts) {
        var locale = Locale.forLanguageTag(language);
        var said = new Because(Words.in(locale), Almanac.of("UTC", locale)).of(facts);
        return said == null ? "" : said.replaceAll("[\u2068\u2069]", "");
    }

    private static Condition condition(
            @Nullable String tag,
            @Nullable String language,
            @Nullable Duration olderThan,
            List<Condition> all,
            List<Condition> any,
            @Nullable Condition not) {
        return new Condition(tag, null, null, null, language, null, null, olderThan, all, any, not);
    }
}
