package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110 section 14, of a representation of 100 bytes.
class ByteRangeTest {
    private static final int LENGTH = 100;
    private static final String ETAG = "\"abc\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0                  | 0  | 0",
                "bytes=0-9                  | 0  | 9",
                "bytes=90-                  | 90 | 99",
                "bytes=99-5000              | 99 | 99",
                "bytes=-1                   | 99 | 99",
                "bytes=-100                 | 0  | 99",
                "bytes=-5000                | 0  | 99",
                "BYTES = 5 - 7              | 5  | 7",
                "bytes=0-999999999999999999 | 0  | 99",
            })
    void aPartIsWhatIsThereOfIt(String range, int first, int last) {
        assertThat(of(range, null)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void whatLiesBehindTheEndIsNotThere(String range) {
        assertThat(of(range, null)).isEqualTo(new ByteRange.Beyond());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bytes=9-5", "bytes=", "bytes=-", "bytes=a-b", "lines=0-5", "bytes=0-1,5-9", "bytes=1", "bytes=--5"
            })
    void whatIsNoSingleRangeIsNotAnswered(String range) {
        assertThat(of(range, null)).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"W/\"abc\"", "\"old\"", "Sun, 01 Mar 2026 07:30:00 GMT"})
    void aPartOfAnotherVersionIsOfNoUse(String ifRange) {
        assertThat(of("bytes=0-9", ifRange)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void aPartOfTheSameVersionIs() {
        assertThat(of("bytes=0-9", ETAG)).isEqualTo(new ByteRange.Part(0, 9));
        assertThat(of(null, ETAG)).isEqualTo(new ByteRange.Whole());
    }

    private static ByteRange of(String range, String ifRange) {
        return ByteRange.of(range, ifRange, LENGTH, ETAG);
    }
}
