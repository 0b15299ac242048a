package dev.orrery.publisher.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.publisher.search.Question.Asked;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTest {
    /// Each clause as its kind and what it holds; `!` before what is not wanted.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gears | Word[text=gears]",
                "  brass   gears | Word[text=brass] Word[text=gears]",
                "\"escape wheel\" | Phrase[text=escape wheel]",
                "„escape wheel“ | Phrase[text=escape wheel]",
                "\"never closed | Phrase[text=never closed]",
                "clock* | Prefix[text=clock]",
                "c* | Word[text=c]",
                "時計* | Word[text=時計]",
                "-digital | !Word[text=digital]",
                "-\"quartz watch\" | !Phrase[text=quartz watch]",
                "author:ann | Author[name=ann]",
                "AUTHOR:\"Ann Wheel\" | Author[name=Ann Wheel]",
                "-tag:diary | !Tag[tag=diary]",
                "tag:\"clock work\" | Tag[tag=clock work]",
                "feed:bo | Feed[name=bo]",
                "lang:pt_BR | Language[tag=pt-BR]",
                "after:2020-01 | Period[key=after, value=2020-01, from=2020-01-01, before=null]",
                "before:2021-3-5 | Period[key=before, value=2021-3-5, from=null, before=2021-03-05]",
                "date:2020 | Period[key=date, value=2020, from=2020-01-01, before=2021-01-01]",
                "date:2020/02/29 | Period[key=date, value=2020/02/29, from=2020-02-29, before=2020-03-01]",
                "well-known | Word[text=well-known]",
                "qemu:kvm | Word[text=qemu:kvm]",
            })
    void whatIsTypedIsUnderstood(String typed, String clauses) {
        assertThat(shown(QuestionReader.read(typed))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "after:yesterday | Word[text=after:yesterday]",
                "date:2020-13 | Word[text=date:2020-13]",
                "lang:<script> | Word[text=lang:<script>]",
                "author: ann | Word[text=author:] Word[text=ann]",
                "site:example.com | Word[text=site:example.com]",
                "a AND (b OR | Word[text=a] Word[text=AND] Word[text=(b] Word[text=OR]",
                "title:[a TO z} | Word[text=title:[a] Word[text=TO] Word[text=z}]",
            })
    void whatIsNothingElseIsWords(String typed, String clauses) {
        assertThat(shown(QuestionReader.read(typed))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "-", "*", "\"\"", "\"", "- -", "++ ?? !!", "***", "\u0000\u0007"})
    void whereNothingIsAskedNothingIsFound(String typed) {
        assertThat(QuestionReader.read(typed).isEmpty()).isTrue();
    }

    @Test
    void aQuestionThatWasNotAskedIsEmpty() {
        assertThat(QuestionReader.read(null).isEmpty()).isTrue();
    }

    @Test
    void whatIsTooMuchIsCutAndSaysSo() {
        var long_ = QuestionReader.read("𝒳".repeat(1_000));
        var many = QuestionReader.read("a ".repeat(100));

        assertThat(long_.text().codePointCount(0, long_.text().length())).isEqualTo(QuestionReader.LONGEST);
        assertThat(long_.wasCut()).isTrue();
        assertThat(many.clauses()).hasSize(QuestionReader.MOST_CLAUSES);
        assertThat(many.wasCut()).isTrue();
        assertThat(QuestionReader.read("gears").wasCut()).isFalse();
    }

    @Test
    void whatCannotBeShownIsNotEchoed() {
        assertThat(QuestionReader.read("a\u0000b\nc\u2028d\uD800e").text()).isEqualTo("a b c de");
    }

    @Test
    void everyClauseCanBeTypedAgain() {
        for (var typed : new String[] {
            "gears",
            "clock*",
            "\"escape wheel\"",
            "author:\"Ann Wheel\"",
            "tag:brass",
            "feed:bo",
            "lang:de",
            "date:2020-03"
        }) {
            var clause = QuestionReader.read(typed).clauses().getFirst().clause();

            assertThat(clause.typed()).isEqualTo(typed);
        }
    }

    private static String shown(Question question) {
        return question.clauses().stream().map(QuestionReaderTest::shown).collect(Collectors.joining(" "));
    }

    private static String shown(Asked asked) {
        return (asked.excluded() ? "!" : "") + asked.clause();
    }
}
