package dev.orrery.fetcher.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Dates in headers (RFC 9110 section 5.6.7): the form that is to be written, and the two that are to be read too.
final class HttpDate {
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEEE, dd-MMM-")
            // Two digits; fifty years ahead and more mean the past.
            .appendValueReduced(ChronoField.YEAR, 2, 4, 1977)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ASCTIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final List<DateTimeFormatter> FORMS =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, RFC_850, ASCTIME);

    private HttpDate() {}

    /// @return null where it is no date
    static @Nullable Instant parse(String value) {
        for (var form : FORMS) {
            try {
                return form.parse(value, Instant::from);
            } catch (DateTimeException e) {
                // Perhaps the next one.
            }
        }
        return null;
    }
}
