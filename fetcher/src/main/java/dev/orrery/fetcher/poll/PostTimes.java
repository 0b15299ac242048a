package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How often a feed posts, by the dates in its document.
///
/// @param gap    the mean of the latest gaps; null where too few entries bear different dates to tell
/// @param newest the latest date that is not in the future
record PostTimes(@Nullable Duration gap, @Nullable Instant newest) {
    private static final int LATEST = 10;
    private static final int TELLING = 3;

    static PostTimes of(List<Source> entries, Instant now) {
        var dates = entries.stream()
                .map(entry -> entry.published() != null ? entry.published() : entry.updated())
                .filter(Objects::nonNull)
                .filter(date -> !date.isAfter(now))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(LATEST)
                .toList();
        var newest = dates.isEmpty() ? null : dates.getFirst();
        return dates.size() < TELLING
                ? new PostTimes(null, newest)
                : new PostTimes(Duration.between(dates.getLast(), newest).dividedBy(dates.size() - 1), newest);
    }
}
