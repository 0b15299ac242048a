package dev.orrery.publisher.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orrery.publisher.library.Zones;
import java.text.Collator;
import java.text.ListFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Days and hours in a planet's time zone, written as its locale writes them (CLDR), in its digits. The calendar is
/// the Gregorian one unless the locale names another (`ar-SA-u-ca-islamic-umalqura`).
public final class Almanac {
    private static final Map<String, String> YEARS = Map.of("ja", "y年", "ko", "y년", "zh", "y年");

    /// A dozen formats take as long to set up as ten posts to write; most planets share zone and language.
    private static final Cache<Place, Almanac> KNOWN =
            Caffeine.newBuilder().maximumSize(100).build();

    private final ZoneId zone;
    private final Locale locale;
    private final DateTimeFormatter fullDate;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter dayAndMonth;
    private final DateTimeFormatter year;
    private final DateTimeFormatter monthAndYear;
    private final DateTimeFormatter month;
    private final DateTimeFormatter monthAlone;
    private final DateTimeFormatter date;
    private final DateTimeFormatter shortDate;
    private final DateTimeFormatter time;
    private final DateTimeFormatter zoneName;

    private record Place(ZoneId zone, Locale locale) {}

    private Almanac(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = worldly(locale);
        fullDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(this.locale);
        weekday = pattern("EEEE");
        dayAndMonth = localized("MMMMd");
        // Some languages would name the era too if they were asked for a year alone.
        year = pattern(YEARS.getOrDefault(this.locale.getLanguage(), "y"));
        monthAndYear = localized("yMMM");
        month = localized("yMMMM");
        monthAlone = pattern("LLL");
        date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(this.locale)
                .withZone(zone);
        shortDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .localizedBy(this.locale)
                .withZone(zone);
        time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .localizedBy(this.locale)
                .withZone(zone);
        zoneName = pattern("z").withZone(zone);
    }

    /// @param timezone an IANA name; UTC stands in for one that this Java does not know
    public static Almanac of(String timezone, Locale locale) {
        return KNOWN.get(new Place(Zones.of(timezone), locale), place -> new Almanac(place.zone, place.locale));
    }

    /// Plain `en` means nobody in particular: a planet's readers are everywhere, so the day comes before the month and
    /// hours count to 24. Whoever wants it as in the United States says `en-US`.
    private static Locale worldly(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? Locale.forLanguageTag("en-150") : locale;
    }

    public ZoneId zone() {
        return zone;
    }

    /// With its weekday.
    String fullDate(LocalDate day) {
        return fullDate.format(day);
    }

    String weekday(LocalDate day) {
        return weekday.format(day);
    }

    String dayAndMonth(LocalDate day) {
        return dayAndMonth.format(day);
    }

    String year(LocalDate day) {
        return year.format(day);
    }

    public String date(Instant at) {
        return date.format(at);
    }

    String date(LocalDate day) {
        return date.format(day);
    }

    /// `March 2026`, `2026年3月`.
    public String month(YearMonth of) {
        return month.format(of);
    }

    /// Without its year, in short.
    String monthAlone(YearMonth of) {
        return monthAlone.format(of);
    }

    /// Where there is little room.
    String shortDate(Instant at) {
        return shortDate.format(at);
    }

    String shortDate(LocalDate day) {
        return shortDate.format(day);
    }

    String monthAndYear(Instant at) {
        return monthAndYear.format(at.atZone(zone));
    }

    String time(Instant at) {
        return time.format(at);
    }

    /// In summer another one than in winter.
    String zoneName(Instant at) {
        return zone.getId().equals("Z") ? "UTC" : zoneName.format(at);
    }

    String list(List<String> names) {
        return joined(names, ListFormat.Type.STANDARD);
    }

    /// One of them: “a, b or c”.
    String choice(List<String> names) {
        return joined(names, ListFormat.Type.OR);
    }

    private String joined(List<String> names, ListFormat.Type type) {
        return names.size() == 1
                ? names.getFirst()
                : ListFormat.getInstance(locale, type, ListFormat.Style.FULL).format(names);
    }

    /// Names as the locale sorts them; by code points where it makes no difference, so that the order never changes.
    Comparator<String> alphabet() {
        var collator = Collator.getInstance(locale);
        return ((Comparator<String>) collator::compare).thenComparing(Comparator.naturalOrder());
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).localizedBy(locale);
    }

    private DateTimeFormatter localized(String template) {
        return DateTimeFormatter.ofLocalizedPattern(template).localizedBy(locale);
    }
}
