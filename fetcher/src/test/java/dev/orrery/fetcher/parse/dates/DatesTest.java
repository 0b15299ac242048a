package dev.orrery.fetcher.parse.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 3339 and what W3C-DTF and ISO 8601 leave out of it
                "2026-03-01T07:30:00Z|2026-03-01T07:30:00Z",
                "2026-03-01T07:30:00.123456Z|2026-03-01T07:30:00.123Z",
                "2026-03-01t07:30:00.5z|2026-03-01T07:30:00.500Z",
                "2026-03-01T08:30:00+01:00|2026-03-01T07:30:00Z",
                "2026-03-01T08:30:00+0100|2026-03-01T07:30:00Z",
                "2026-03-01T08:30:00 +01|2026-03-01T07:30:00Z",
                "2026-03-01T08:30+01:00|2026-03-01T07:30:00Z",
                "2026-03-01 08:30:00|2026-03-01T08:30:00Z",
                "2026-03-01T24:00:00Z|2026-03-02T00:00:00Z",
                "2016-12-31T23:59:60Z|2017-01-01T00:00:00Z",
                "2026-03-01|2026-03-01T00:00:00Z",
                "2026-03|2026-03-01T00:00:00Z",
                "2026|2026-01-01T00:00:00Z",
                "20260301|2026-03-01T00:00:00Z",
                "20260301T073000Z|2026-03-01T07:30:00Z",
                "2026-060|2026-03-01T00:00:00Z",
                "2026-W09-7|2026-03-01T00:00:00Z",
                "2004-07-08 23:56:58.0|2004-07-08T23:56:58Z",
                "2026/03/01 07:30|2026-03-01T07:30:00Z",
                "2026-03-01 07:30:00 PM|2026-03-01T19:30:00Z",
                "2026-03-01 07:30:00 EST|2026-03-01T12:30:00Z",
                "Fri, 2006/09/15 08:19:53 EDT|2006-09-15T12:19:53Z",
                "1772350200|2026-03-01T07:30:00Z",
                "1772350200000|2026-03-01T07:30:00Z",
                // RFC 822, as it is written
                "Sun, 01 Mar 2026 08:30:00 +0100|2026-03-01T07:30:00Z",
                "Sun, 01 Mar 2026 07:30:00 GMT|2026-03-01T07:30:00Z",
                "01 Mar 2026 07:30 GMT|2026-03-01T07:30:00Z",
                "Sun,01 Mar 2026 7:30:00 UT|2026-03-01T07:30:00Z",
                "Sunday, 1 March 2026 02:30:00 EST|2026-03-01T07:30:00Z",
                "Sun, 01 Mar 26 07:30:00 Z|2026-03-01T07:30:00Z",
                "Thu, 01 Jan 98 07:30:00 GMT|1998-01-01T07:30:00Z",
                "Sun, 1 Mar 2026 08:30:00 GMT+0100|2026-03-01T07:30:00Z",
                "Sun, 1 Mar 2026 08:30:00 +01:00 (CET)|2026-03-01T07:30:00Z",
                "Sun Mar 01 2026|2026-03-01T00:00:00Z",
                "03 Apr 02 1500 GMT|2002-04-03T15:00:00Z",
                "01-Mar-2026 07:30:00|2026-03-01T07:30:00Z",
                "Wed, 31 Sep 2025 07:30:00 GMT|2025-09-30T07:30:00Z",
                // asctime and other words
                "Sun Jan  4 16:29:06 PST 2004|2004-01-05T00:29:06Z",
                "Sun Jan 4 16:29:06 2004|2004-01-04T16:29:06Z",
                "March 3rd, 2004 4:05 pm|2004-03-03T16:05:00Z",
                "March 3, 2004 12:05 AM|2004-03-03T00:05:00Z",
                // numbers
                "7/13/2004 4:05:06 PM|2004-07-13T16:05:06Z",
                "13/7/2004|2004-07-13T00:00:00Z",
                "13.7.2004 16:05|2004-07-13T16:05:00Z",
                // other languages
                "Κυρ, 11 Ιούλ 2004 12:00:00 EST|2004-07-11T17:00:00Z",
                "2004-július-13T9:15-05:00|2004-07-13T14:15:00Z",
                "2004-05-25 오후 11:23:21|2004-05-25T14:23:21Z",
                "2004년 05월 28일  01:31:15|2004-05-27T16:31:15Z",
                "2026年3月1日 07:30|2026-03-01T07:30:00Z",
                "13 juillet 2004 16:05|2004-07-13T16:05:00Z",
                "Di, 13 Okt 2015 11:00:00 +0200|2015-10-13T09:00:00Z",
            })
    void datesAreReadInManyForms(String written, String instant) {
        assertThat(Dates.of(written)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday",
                "0001-01-01T00:00:00Z",
                "0000-00-00 00:00:00",
                "Mon, 01 Jan 0001 00:00:00 GMT",
                "2026-13-01T00:00:00Z",
                "12:30",
                "99999999999999999999",
                "-",
                "''",
            })
    void whatIsNoDateIsNone(String written) {
        assertThat(Dates.of(written)).isNull();
    }

    @Test
    void somethingLongIsNoDate() {
        assertThat(Dates.of("2026-03-01 ".repeat(1_000))).isNull();
    }
}
