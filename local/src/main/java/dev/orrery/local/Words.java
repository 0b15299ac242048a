package dev.orrery.local;

import dev.orrery.events.RawEntry.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// Values in words for a terminal. What a stranger's feed says may hold anything, also what a terminal would obey.
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /// On one line, without control and formatting characters, cut where it is longer.
    static String safe(String text, int most) {
        var line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    static String safe(String text) {
        return safe(text, 400);
    }

    static String title(@Nullable Text title) {
        var plain = title == null
                ? ""
                : title.type().equals(Text.PLAIN)
                        ? title.value()
                        : Jsoup.parse(title.value()).text();
        return plain.isBlank() ? "(no title)" : safe(plain, 100);
    }

    static String time(@Nullable Instant time) {
        return time == null ? "no date" : TIME.format(time);
    }

    static String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "–";
        }
        if (duration.toSeconds() >= 120) {
            return duration.toHours() >= 48
                    ? duration.toDays() + " days"
                    : duration.toMinutes() >= 120 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
        }
        return duration.toSeconds() >= 10 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// `rss_2.0` as people call it.
    static String format(String format) {
        var parts = format.replace('_', ' ');
        return parts.startsWith("rss") || parts.startsWith("rdf") || parts.startsWith("json") || parts.startsWith("cdf")
                ? parts.replaceFirst("^\\w+", parts.split(" ", 2)[0].toUpperCase(Locale.ROOT))
                : parts.substring(0, 1).toUpperCase(Locale.ROOT) + parts.substring(1);
    }

    /// A scalar of YAML's flow style, in quotes where it would not be read as it stands.
    static String yaml(String text) {
        boolean address = text.matches("https?://[\\w./:?=&%~+@-]*[\\w/]");
        boolean plain = (address || text.matches("\\p{L}[\\p{L}\\p{N} ._-]*"))
                && text.equals(text.strip())
                && !text.matches("(?i)(true|false|yes|no|on|off|null|y|n)");
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
