package dev.orrery.fetcher.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often a feed's document says that it changes.
///
/// @param ttl       RSS `ttl`: how long it may be kept
/// @param update    `sy:updatePeriod` divided by `sy:updateFrequency` (RSS 1.0 syndication module)
/// @param skipHours hours of the day in GMT in which it is not to be read, 0 to 23 (RSS 0.91 wrote 24 for 0)
/// @param skipDays  days of the week, in GMT, on which it is not to be read
public record Rhythm(
        @Nullable Duration ttl, @Nullable Duration update, Set<Integer> skipHours, Set<DayOfWeek> skipDays) {
    public static final Rhythm NONE = new Rhythm(null, null, Set.of(), Set.of());

    public Rhythm {
        skipHours = Set.copyOf(skipHours);
        skipDays = Set.copyOf(skipDays);
    }
}
