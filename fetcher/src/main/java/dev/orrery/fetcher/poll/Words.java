package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times in sentences for people. All in UTC: feeds are read by people of all zones.
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter BOTH = DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH);

    private Words() {}

    /// `14:05 UTC`, with the day where it is not today.
    static String time(Instant at, Instant now) {
        var then = at.atOffset(ZoneOffset.UTC);
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return then.format(then.toLocalDate().equals(today) ? TIME : BOTH);
    }

    /// `3 March 2026`.
    static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).format(DAY);
    }

    /// `30 minutes`, `90 minutes`, `4 hours`, `2 days`: rounded to what people say.
    static String duration(Duration duration) {
        long minutes = (duration.toSeconds() + 30) / 60;
        if (minutes < 1) {
            return duration.toSeconds() < 1 ? "moment" : count(duration.toSeconds(), "second");
        }
        if (minutes < 120 && minutes != 60) {
            return count(minutes, "minute");
        }
        long hours = (minutes + 30) / 60;
        return hours < 48 ? count(hours, "hour") : count((hours + 12) / 24, "day");
    }

    private static String count(long number, String unit) {
        return number == 1 ? unit : number + " " + unit + "s";
    }
}
