package dev.orrery.fetcher.parse;

import com.rometools.rome.io.impl.DateParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Dates in feeds, to the millisecond.
///
/// RFC 3339 is read here, everything else by Rome, which knows the many ways in which RSS's dates are misspelt but
/// takes the fraction in `45.25` for 25 milliseconds, and that in `45.123456` for two minutes.
final class Dates {
    private Dates() {}

    static @Nullable Instant of(@Nullable String written) {
        var text = Fields.text(written);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            var date = DateParser.parseDate(text, Locale.ROOT);
            return date == null ? null : date.toInstant();
        }
    }
}
