package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    @Test
    void whatIsFilledInIsTakenAsItIs() {
        assertThat(Sentence.of("by {0}, in {1}").say(Locale.ENGLISH, "{1} # 'x'", "B"))
                .isEqualTo("by {1} # 'x', in B");
    }

    @Test
    void aNumberChoosesAndIsWrittenAsItsLanguageWritesIt() {
        var posts = Sentence.of("{0,plural,=0{none} one {# post by {1}} other {# posts by {1}}} here");

        assertThat(posts.say(Locale.ENGLISH, 0, "Bo")).isEqualTo("none here");
        assertThat(posts.say(Locale.ENGLISH, 1, "Bo")).isEqualTo("1 post by Bo here");
        assertThat(posts.say(Locale.GERMAN, 4_321L, "Bo")).isEqualTo("4.321 posts by Bo here");
    }

    @Test
    void aHashOutsideAPluralIsOne() {
        assertThat(Sentence.of("No. #{0}").say(Locale.ENGLISH, 7)).isEqualTo("No. #7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{0                               | “,” is expected",
                "{name}                           | a number is expected",
                "a } b                            | a brace closes that none opened",
                "{0,choice,0#none}                | “choice” is nothing that can be done here",
                "{0,plural,one{# post}}           | `other` is missing",
                "{0,plural,several{x}other{y}}    | “several” is no form of a plural",
                "{0,plural,one{# post other{# b}} | a number is expected",
            })
    void aMistakeIsNamed(String pattern, String problem) {
        assertThatThrownBy(() -> Sentence.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
