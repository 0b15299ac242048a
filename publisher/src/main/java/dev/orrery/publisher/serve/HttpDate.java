package dev.orrery.publisher.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// IMF-fixdate (RFC 9110 section 5.6.7).
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static volatile Written last = new Written(0, written(0));

    /// Every answer bears the time: it is written once a second.
    private record Written(long second, String text) {}

    private HttpDate() {}

    static String of(Instant at) {
        return FORMAT.format(at);
    }

    /// The same for the time that it is now.
    static String now(long second) {
        var written = last;
        if (written.second != second) {
            written = new Written(second, written(second));
            last = written;
        }
        return written.text;
    }

    static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(FORMAT.parse(date.strip(), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String written(long second) {
        return of(Instant.ofEpochSecond(second));
    }
}
