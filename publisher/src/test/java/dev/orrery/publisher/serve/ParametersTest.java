package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "q=gears | gears",
                "q=escape+wheel | escape wheel",
                "q=a%2Bb%20c | a+b c",
                "x=1&q=%E6%99%82%E8%A8%88&q=other | 時計",
                "q=時計 | 時計",
                "q=100% | 100%",
                "q=%zz%4 | %zz%4",
                "q=a=b | a=b",
                "q=%ff | \uFFFD",
                "q | ``",
            })
    void whatStandsThereIsReadWhateverItIs(String query, String expected) {
        assertThat(Parameters.of(query).get("q")).isEqualTo(expected);
    }

    @Test
    void whatIsNotThereIsNull() {
        assertThat(Parameters.of(null).get("q")).isNull();
        assertThat(Parameters.of("").get("q")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"page=3, 3", "page=0, 1", "page=-1, 1", "page=x, 1", "page=99999999999999, 1", "page=51, 50", "a=b, 1"})
    void numbersAreWithinBounds(String query, int number) {
        assertThat(Parameters.of(query).number("page", 50)).isEqualTo(number);
    }
}
