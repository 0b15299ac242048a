package dev.orrery.fetcher.parse.dates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// A date in its parts, as written.
///
/// @param time   since midnight, in milliseconds; a leap second and hour 24 run over into what comes next
/// @param offset from UTC, in seconds
record Moment(int year, int month, int day, long time, int offset) {
    private static final int LAST_DAY = 31;

    Instant instant() {
        if (day < 1 || day > LAST_DAY) {
            throw new DateTimeException("no day " + day);
        }
        // 31 September is meant to be the last day of September.
        var date = LocalDate.of(
                year, month, Math.min(day, YearMonth.of(year, month).lengthOfMonth()));
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(time - 1_000L * offset);
    }
}
