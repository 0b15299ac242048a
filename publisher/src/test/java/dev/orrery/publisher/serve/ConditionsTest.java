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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"abc\"        | SEND",
                "\"x\", \"abc\" | SEND",
                "*              | SEND",
                "W/\"abc\"      | FAILED",
                "\"x\"          | FAILED",
            })
    void whoExpectsAnotherVersionIsToldSo(String ifMatch, Conditions.Verdict verdict) {
        assertThat(new Conditions(ifMatch, null, null, null).judge("\"abc\"", MODIFIED))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 07:30:00 GMT | SEND",
                "Sun, 01 Mar 2026 07:29:59 GMT | FAILED",
                "yesterday                     | SEND",
            })
    void whoExpectsNothingNewerIsToldSo(String ifUnmodifiedSince, Conditions.Verdict verdict) {
        assertThat(new Conditions(null, null, null, ifUnmodifiedSince).judge("\"abc\"", MODIFIED))
                .isEqualTo(verdict);
    }

    @Test
    void whatMustBeSoIsAskedBeforeWhatNeedNotBeSent() {
        assertThat(new Conditions("\"old\"", "\"abc\"", null, null).judge("\"abc\"", MODIFIED))
                .isEqualTo(Conditions.Verdict.FAILED);
    }
}
