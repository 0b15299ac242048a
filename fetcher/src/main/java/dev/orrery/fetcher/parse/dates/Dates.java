package dev.orrery.fetcher.parse.dates;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Dates in feeds, to the millisecond.
///
/// RFC 3339 and whatever begins with a year is read by [YearFirst], everything else (RFC 822, asctime, words of many
/// languages in any order) by [Words]. A date without a zone is in UTC, a date without a time at its midnight. What
/// lies before 1900 is some program's zero and no date.
public final class Dates {
    private static final int LONGEST = 120;
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 9_999;

    private Dates() {}

    public static @Nullable Instant of(@Nullable String written) {
        if (written == null) {
            return null;
        }
        var text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            var moment = read(text.toLowerCase(Locale.ROOT));
            return moment == null || moment.year() < EARLIEST_YEAR || moment.year() > LATEST_YEAR
                    ? null
                    : moment.instant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Moment read(String text) {
        var date = EastAsian.isIn(text) ? EastAsian.inAscii(text) : text;
        char first = date.charAt(0);
        if (first >= '0' && first <= '9') {
            var moment = new YearFirst(date).read();
            if (moment != null) {
                return moment;
            }
        }
        var afterDay = afterWeekday(date);
        if (afterDay > 0) {
            var moment = new YearFirst(date.substring(afterDay)).read();
            if (moment != null) {
                return moment;
            }
        }
        return new Words(date).read();
    }

    /// Where a date begins that has a weekday in front of its year: `Fri, 2006/09/15 08:19:53 EDT`.
    private static int afterWeekday(String date) {
        int at = 0;
        while (at < date.length() && Character.isLetter(date.charAt(at))) {
            at++;
        }
        int end = at;
        while (at < date.length() && ",. ".indexOf(date.charAt(at)) >= 0) {
            at++;
        }
        return end > 0 && at > end && at < date.length() && Character.isDigit(date.charAt(at)) ? at : 0;
    }
}
