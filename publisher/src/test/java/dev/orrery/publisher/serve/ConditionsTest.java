package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Optional<Instant> MODIFIED = Optional.of(Instant.parse("2026-03-01T07:30:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                            | false",
                "''                           | false",
                "gzip                         | true",
                "GZIP                         | true",
                "br, gzip;q=0.5               | true",
                "gzip;q=0                     | false",
                "gzip; q=0.000, *             | false",
                "*                            | true",
                "*;q=0                        | false",
                "identity                     | false",
                "xgzip                        | false",
                "deflate, gzip;q=1.0, *;q=0.5 | true",
            })
    void gzipIsSentToThoseWhoTakeIt(String acceptEncoding, boolean takes) {
        assertThat(Conditions.takesGzip(acceptEncoding)).isEqualTo(takes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"abc\"               | true",
                "W/\"abc\"             | true",
                "\"x\", W/\"abc\"      | true",
                "\"x\",\"abc\",\"y\"   | true",
                "*                     | true",
                "\"abcd\"              | false",
                "abc                   | false",
                "\"a,bc\"              | false",
            })
    void aTagNamesWhatTheReaderHas(String ifNoneMatch, boolean current) {
        assertThat(Conditions.isCurrent(ifNoneMatch, null, "\"abc\"", MODIFIED)).isEqualTo(current);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 07:30:00 GMT | true",
                "Sun, 01 Mar 2026 07:30:01 GMT | false",
                "Sun, 01 Mar 2026 07:29:59 GMT | false",
                "yesterday                     | false",
            })
    void aDateNamesTheVersionThatTheReaderHas(String ifModifiedSince, boolean current) {
        assertThat(Conditions.isCurrent(null, ifModifiedSince, "\"abc\"", MODIFIED))
                .isEqualTo(current);
    }

    @Test
    void aTagOutweighsADate() {
        assertThat(Conditions.isCurrent("\"old\"", "Sun, 01 Mar 2026 07:30:00 GMT", "\"abc\"", MODIFIED))
                .isFalse();
    }
}
