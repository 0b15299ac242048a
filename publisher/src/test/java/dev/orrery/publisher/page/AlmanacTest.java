package dev.orrery.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlmanacTest {
    private static final Instant EVENING = Instant.parse("2020-03-25T17:23:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | UTC            | 25 March 2020  | 17:23   | UTC",
                "en-US | UTC            | March 25, 2020 | 5:23 PM | UTC",
                "de    | Europe/Berlin  | 25. März 2020  | 18:23   | MEZ",
                "fr    | Europe/Paris   | 25 mars 2020   | 18:23   | CET",
                "ja    | Asia/Tokyo     | 2020年3月26日  | 2:23    | JST",
                "ar    | Africa/Tunis   | 25 مارس 2020   | 6:23 م  | CET",
                "ar-EG | Africa/Tunis   | ٢٥ مارس ٢٠٢٠   | ٦:٢٣ م  | CET",
                "fa    | UTC            | ۲۵ مارس ۲۰۲۰   | ۱۷:۲۳   | UTC",
            })
    void datesAreWrittenAsTheLocaleWritesThem(String locale, String timezone, String date, String time, String zone) {
        var almanac = Almanac.of(timezone, Locale.forLanguageTag(locale));

        assertThat(almanac.date(EVENING)).isEqualTo(date);
        // Some locales put a space before PM that does not break.
        assertThat(almanac.time(EVENING).replace('\u202f', ' ')).isEqualTo(time);
        assertThat(almanac.zoneName(EVENING)).isEqualTo(zone);
    }

    @Test
    void aDayHasItsPartsForTheMarginOfThePage() {
        var almanac = Almanac.of("UTC", Locale.ENGLISH);
        var day = LocalDate.of(2020, 3, 25);

        assertThat(almanac.weekday(day)).isEqualTo("Wednesday");
        assertThat(almanac.dayAndMonth(day)).isEqualTo("25 March");
        assertThat(almanac.year(day)).isEqualTo("2020");
    }

    @ParameterizedTest
    @CsvSource({"de,2020", "fr,2020", "ja,2020年", "ar,2020", "ar-EG,٢٠٢٠"})
    void aYearIsANumberInTheDigitsOfTheLocaleWithoutItsEra(String locale, String year) {
        var almanac = Almanac.of("UTC", Locale.forLanguageTag(locale));

        assertThat(almanac.year(LocalDate.of(2020, 3, 25))).isEqualTo(year);
    }

    @Test
    void theCalendarIsTheGregorianOneUnlessTheLocaleNamesAnother() {
        assertThat(Almanac.of("UTC", Locale.forLanguageTag("ar-SA")).date(EVENING))
                .contains("مارس");
        assertThat(Almanac.of("UTC", Locale.forLanguageTag("ar-SA-u-ca-islamic-umalqura"))
                        .date(EVENING))
                .contains("شعبان");
    }

    @Test
    void summerHasAnotherZoneNameThanWinter() {
        var almanac = Almanac.of("Europe/Berlin", Locale.ENGLISH);

        assertThat(almanac.zoneName(Instant.parse("2026-07-01T12:00:00Z"))).isEqualTo("CEST");
        assertThat(almanac.zoneName(Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo("CET");
    }

    @Test
    void anUnknownZoneIsUtc() {
        assertThat(Almanac.of("Mars/Olympus", Locale.ENGLISH).zoneName(EVENING)).isEqualTo("UTC");
    }

    @Test
    void namesAreSortedAndJoinedAsTheLocaleDoes() {
        var almanac = Almanac.of("UTC", Locale.GERMAN);
        var names = List.of("Zoe", "Ärger", "anna", "Bo");

        assertThat(names.stream().sorted(almanac.alphabet())).containsExactly("anna", "Ärger", "Bo", "Zoe");
        assertThat(almanac.list(List.of("A", "B", "C"))).isEqualTo("A, B und C");
    }
}
