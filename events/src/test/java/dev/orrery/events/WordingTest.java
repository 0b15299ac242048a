package dev.orrery.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clock           | The clock strikes
                    CLOCK           | a Clock.
                    clock tower     | the Clock\u00A0  tower's door
                    cafe            | Un café à Paris
                    Übergröße       | uebergroesse, UBERGROSSE
                    naïve           | a naive idea
                    don't           | They don’t know
                    c++             | I like C++, he does not
                    .net            | Why .NET?
                    天文            | 私は天文学が好きです
                    Київ            | у Києві, Київ
                    /^re:/          | Re: your letter
                    /\\bk[8u]\\w*s/ | On K8s
                    """)
    void isFound(String written, String text) {
        assertThat(Wording.of(written).isIn(new Passage(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clock       | clockwork and o'clocks
                    art         | Start, party
                    clock tower | tower clock
                    か          | が
                    /^re:/      | On re: and aw:
                    """)
    void isNotFound(String written, String text) {
        assertThat(Wording.of(written).isIn(new Passage(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(?=a)b/", "/(a)\\1/", "/[/", "/a{2000}/", "/x**/", "/\\p{Nope}/"})
    void whatRe2CannotTakeIsRefusedWithItsReason(String written) {
        assertThat(Wording.problem(written)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains(written)
                .containsAnyOf("not a pattern that RE2 takes (", "too large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/((a{100}){100}){100}/",
                "/(((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2})/",
                "/(\\pL{30}){30}(a|b){40}/",
                "/a{1,1000}b{1,1000}/",
                "/[a-z]{600}/"
            })
    @Timeout(5)
    void aPatternThatGrowsIsRefusedBeforeItIsBuilt(String written) {
        assertThat(Wording.problem(written))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("too large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\d{4}-\\d{2}-\\d{2}/", "/[a-z]{1,30}-[0-9]{1,40}/", "/a|b|c/", "/\\p{Cyrillic}+/"})
    void whatPeopleWriteIsTaken(String written) {
        assertThat(Wording.problem(written)).isEmpty();
    }

    @Test
    void whatIsTooLongOrSaysNothingIsRefused() {
        assertThat(Wording.problem("a".repeat(501))).isPresent();
        assertThat(Wording.problem("\u00AD")).isPresent();
        assertThat(Wording.problem("//")).isEmpty();
    }

    @Test
    void aHostilePatternTakesTimeAsTheTextIsLong() {
        var text = new Passage("a".repeat(1_000_000));
        var started = System.nanoTime();

        assertThat(Wording.of("/(a+a+)+b/").isIn(text)).isFalse();
        assertThat(Wording.of("/(a|a?)+$x/").isIn(text)).isFalse();
        assertThat(Wording.of("/(a{1,10}b?){1,20}z/").isIn(text)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }
}
