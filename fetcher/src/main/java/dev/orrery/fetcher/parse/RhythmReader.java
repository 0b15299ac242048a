package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Element;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often a feed says that it changes: RSS's `ttl`, `skipHours` and `skipDays`, and the syndication module.
final class RhythmReader {
    private static final long MOST_MINUTES = 366 * 24 * 60;
    private static final int DAY_HOURS = 24;

    private RhythmReader() {}

    static Rhythm read(Element channel) {
        var rhythm = new Rhythm(ttl(channel), update(channel), skipHours(channel), skipDays(channel));
        return rhythm.equals(Rhythm.NONE) ? Rhythm.NONE : rhythm;
    }

    private static @Nullable Duration ttl(Element channel) {
        var minutes = Fields.number(channel.textOf("ttl"));
        return minutes == null ? null : Duration.ofMinutes(Math.min(minutes, MOST_MINUTES));
    }

    private static @Nullable Duration update(Element channel) {
        var period = channel.textOf("sy:updateperiod");
        var frequency = Fields.number(channel.textOf("sy:updatefrequency"));
        if (period == null && frequency == null) {
            return null;
        }
        var length =
                switch (period == null ? "daily" : period.strip().toLowerCase(Locale.ROOT)) {
                    case "hourly" -> Duration.ofHours(1);
                    case "daily" -> Duration.ofDays(1);
                    case "weekly" -> Duration.ofDays(7);
                    case "monthly" -> Duration.ofDays(30);
                    case "yearly" -> Duration.ofDays(365);
                    default -> null;
                };
        return length == null || frequency == null ? length : length.dividedBy(frequency);
    }

    private static Set<Integer> skipHours(Element channel) {
        var hours = new HashSet<Integer>();
        for (var holder : channel.children("skiphours")) {
            for (var hour : holder.children("hour")) {
                var text = hour.text().strip();
                var number = text.equals("0") || text.equals("00") ? Long.valueOf(0) : Fields.number(text);
                if (number != null && number <= DAY_HOURS) {
                    hours.add((int) (number % DAY_HOURS));
                }
            }
        }
        return hours;
    }

    private static Set<DayOfWeek> skipDays(Element channel) {
        var days = new HashSet<DayOfWeek>();
        for (var holder : channel.children("skipdays")) {
            for (var day : holder.children("day")) {
                var name = day.text().strip().toUpperCase(Locale.ROOT);
                for (var weekday : DayOfWeek.values()) {
                    if (weekday.name().equals(name)) {
                        days.add(weekday);
                    }
                }
            }
        }
        return days;
    }
}
