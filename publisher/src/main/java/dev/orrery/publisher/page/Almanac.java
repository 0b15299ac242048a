package dev.orrery.publisher.page;

import java.text.Collator;
import java.text.ListFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Days and hours in a planet's time zone, written as its locale writes them (CLDR).
public final class Almanac {
    private final ZoneId zone;
    private final Locale locale;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter dayAndMonth;
    private final DateTimeFormatter monthAndYear;
    private final DateTimeFormatter wholeMonth;
    private final DateTimeFormatter date;
    private final DateTimeFormatter shortDate;
    private final DateTimeFormatter time;
    private final DateTimeFormatter zoneName;

    Almanac(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = worldly(locale);
        weekday = pattern("EEEE");
        dayAndMonth = localized("MMMMd");
        monthAndYear = localized("yMMM");
        wholeMonth = localized("yMMMM");
        date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(this.locale)
                .withZone(zone);
        shortDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(this.locale)
                .withZone(zone);
        time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(this.locale)
                .withZone(zone);
        zoneName = pattern("z").withZone(zone);
    }

    /// @param timezone an IANA name; UTC stands in for one that this Java does not know
    public static Almanac of(String timezone, Locale locale) {
        return new Almanac(zone(timezone), locale);
    }

    private static ZoneId zone(String timezone) {
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    /// Plain `en` means nobody in particular: a planet's readers are everywhere, so the day comes before the month and
    /// hours count to 24. Whoever wants it as in the United States says `en-US`.
    private static Locale worldly(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? Locale.forLanguageTag("en-150") : locale;
    }

    public ZoneId zone() {
        return zone;
    }

    String weekday(LocalDate day) {
        return weekday.format(day);
    }

    String dayAndMonth(LocalDate day) {
        return dayAndMonth.format(day);
    }

    String year(LocalDate day) {
        return Integer.toString(day.getYear());
    }

    public String date(Instant at) {
        return date.format(at);
    }

    /// Where there is little room.
    String shortDate(Instant at) {
        return shortDate.format(at);
    }

    String monthAndYear(Instant at) {
        return monthAndYear.format(at.atZone(zone));
    }

    /// `March 2026`, `2026年3月`.
    public String month(YearMonth month) {
        return wholeMonth.format(month);
    }

    String time(Instant at) {
        return time.format(at);
    }

    /// In summer another one than in winter.
    String zoneName(Instant at) {
        return zone.getId().equals("Z") ? "UTC" : zoneName.format(at);
    }

    String list(List<String> names) {
        return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                .format(names);
    }

    /// Names as the locale sorts them; by code points where it makes no difference, so that the order never changes.
    Comparator<String> alphabet() {
        var collator = Collator.getInstance(locale);
        return ((Comparator<String>) collator::compare).thenComparing(Comparator.naturalOrder());
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    private DateTimeFormatter localized(String template) {
        return DateTimeFormatter.ofLocalizedPattern(template).withLocale(locale);
    }
}
