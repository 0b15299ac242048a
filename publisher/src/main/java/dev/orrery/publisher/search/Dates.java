package dev.orrery.publisher.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Years, months and days as people type them: `2020`, `2020-03`, `2020-3-5`, `2020/03/05`.
final class Dates {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?");

    private Dates() {}

    /// @param key `after`: from its beginning on; `before`: what was before it began; `date`: while it lasted
    /// @return null if it is no date
    static Question.@Nullable Period period(String key, String value) {
        var match = DATE.matcher(value);
        if (!match.matches()) {
            return null;
        }
        try {
            var month = match.group(2);
            var day = match.group(3);
            var begin = LocalDate.of(
                    Integer.parseInt(match.group(1)),
                    month == null ? Month.JANUARY.getValue() : Integer.parseInt(month),
                    day == null ? 1 : Integer.parseInt(day));
            var end = month == null ? begin.plusYears(1) : day == null ? begin.plusMonths(1) : begin.plusDays(1);
            return switch (key) {
                case "after" -> new Question.Period(key, value, begin, null);
                case "before" -> new Question.Period(key, value, null, begin);
                default -> new Question.Period(key, value, begin, end);
            };
        } catch (DateTimeException _) {
            return null;
        }
    }
}
