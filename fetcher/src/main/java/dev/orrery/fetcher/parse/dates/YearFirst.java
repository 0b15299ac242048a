package dev.orrery.fetcher.parse.dates;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/// Dates that begin with the year: RFC 3339, W3C-DTF with any number of parts, ISO 8601's compact forms, ordinal days
/// and weeks, and the same with slashes, dots or a month's name. Also seconds and milliseconds since 1970.
final class YearFirst {
    private static final int SECONDS_DIGITS = 10;
    private static final int MILLIS_DIGITS = 13;

    private final Scanner date;
    private final String text;
    private int year;
    private int month = 1;
    private int day = 1;

    YearFirst(String text) {
        this.text = text;
        this.date = new Scanner(text);
    }

    /// @return null where it is no such date
    @Nullable
    Moment read() {
        int digits = date.digits();
        if ((digits == SECONDS_DIGITS || digits == MILLIS_DIGITS) && digits == text.length()) {
            return sinceEpoch(Long.parseLong(text) / (digits == MILLIS_DIGITS ? 1_000 : 1));
        }
        boolean isDate =
                switch (digits) {
                    case 4 -> year() && (date.isAtEnd() || parts());
                    case 6 -> year() && month();
                    case 7 -> year() && ordinal();
                    case 8, 12, 14 -> year() && month() && day();
                    default -> false;
                };
        return isDate ? withTime() : null;
    }

    private static Moment sinceEpoch(long seconds) {
        var at = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
        return new Moment(
                at.getYear(),
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.toLocalTime().toSecondOfDay() * 1_000L,
                0);
    }

    private boolean year() {
        year = date.number(4);
        return true;
    }

    private boolean month() {
        month = date.number(2);
        return month >= 1 && month <= 12;
    }

    private boolean day() {
        day = date.number(2);
        return day >= 1;
    }

    private boolean ordinal() {
        int ordinal = date.number(3);
        if (ordinal < 1 || ordinal > 366) {
            return false;
        }
        var found = LocalDate.of(year, 1, 1).plusDays(ordinal - 1L);
        month = found.getMonthValue();
        day = found.getDayOfMonth();
        return true;
    }

    /// What follows the year.
    private boolean parts() {
        if ("-/. ".indexOf(date.peek()) < 0) {
            return false;
        }
        date.skip();
        if (date.peek() == 'w') {
            return week();
        }
        if (date.digits() == 3) {
            return ordinal();
        }
        if (date.isDigit()) {
            return month() && dayAfterSeparator();
        }
        month = Months.number(date.word());
        return month > 0 && dayAfterSeparator();
    }

    private boolean dayAfterSeparator() {
        boolean more = "-/. ".indexOf(date.peek()) >= 0 && Character.isDigit(date.peek(1));
        if (!more) {
            return true;
        }
        date.skip();
        return day();
    }

    private boolean week() {
        date.skip();
        int week = date.number(2);
        int weekday = date.take('-') ? date.number(1) : 1;
        if (week < 1 || week > 53 || weekday < 1 || weekday > 7) {
            return false;
        }
        var found = LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(DayOfWeek.of(weekday));
        year = found.getYear();
        month = found.getMonthValue();
        day = found.getDayOfMonth();
        return true;
    }

    private Moment withTime() {
        date.take('t');
        date.skipSpace();
        date.take('t');
        var half = Character.isLetter(date.peek()) ? date.word() : "";
        date.skipSpace();
        long time = date.isDigit() ? Clock.read(date) : 0;
        date.skipSpace();
        var zone = date.rest();
        if (Clock.isHalf(half)) {
            time = Clock.half(time, half);
        } else if (zone.startsWith("am") || zone.startsWith("pm")) {
            time = Clock.half(time, zone);
            zone = zone.substring(2).strip();
        }
        return new Moment(year, month, day, Math.max(0, time), Zones.offset(zone));
    }
}
