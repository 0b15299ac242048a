package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.poll.Ranking.Dating;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts the new entries of one document into time. Those that are ranked by when they were first seen keep the
/// document's order, a millisecond apart.
final class Rankings {
    /// What content management systems write for “never” lies before it, and no blog does.
    static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

    /// How far dates that were made for the answer may be from when it was there: clocks differ, and caches keep.
    private static final Duration AT_THE_SAME_TIME = Duration.ofMinutes(5);

    /// So many entries do not bear the same moment by chance, unless it is but a day.
    private static final int TELLING = 3;

    private final Instant now;
    private final boolean stamped;
    private final boolean changesStamped;
    private int unordered;

    /// @param now when the document was fetched
    Rankings(List<Source> entries, Instant now) {
        this.now = now;
        this.stamped = isStamped(entries, Rankings::dateOf, now);
        this.changesStamped = isStamped(entries, Source::updated, now);
    }

    /// One an entry, if nobody had seen any of them before.
    static List<Ranking> of(ParsedFeed feed, Instant now) {
        var rankings = new Rankings(feed.entries(), now);
        var all = new ArrayList<Ranking>(feed.entries().size());
        for (var entry : feed.entries()) {
            all.add(rankings.next(entry));
        }
        return all;
    }

    /// Whether the dates of all entries are of the document's making, not of theirs: they say nothing.
    boolean isStamped() {
        return stamped;
    }

    /// When an entry says that it was changed; null where it does not, or all say the same.
    @Nullable
    Instant changed(Source entry) {
        return changesStamped ? null : entry.updated();
    }

    /// @param entry the next one in the document's order that nobody saw before
    Ranking next(Source entry) {
        var date = dateOf(entry);
        if (date == null) {
            return unordered(now, Dating.UNDATED);
        }
        if (stamped) {
            return unordered(date.isBefore(now) ? date : now, Dating.STAMPED);
        }
        if (date.isBefore(OLDEST)) {
            return unordered(now, Dating.IMPLAUSIBLE);
        }
        if (!date.isBefore(now)) {
            return new Ranking(now, date.equals(now) ? dating(entry) : Dating.FUTURE);
        }
        return new Ranking(date, dating(entry));
    }

    /// Atom demands `updated` and leaves `published` to taste, so `updated` has to do where it stands alone.
    static @Nullable Instant dateOf(Source entry) {
        return entry.published() != null ? entry.published() : entry.updated();
    }

    private Ranking unordered(Instant at, Dating dating) {
        return new Ranking(at.minusMillis(unordered++), dating);
    }

    private static Dating dating(Source entry) {
        return entry.published() != null ? Dating.PUBLISHED : Dating.UPDATED;
    }

    private static boolean isStamped(List<Source> entries, Function<Source, @Nullable Instant> date, Instant now) {
        var dates = entries.stream().map(date).filter(Objects::nonNull).toList();
        if (dates.size() < 2 || dates.size() < entries.size()) {
            return false;
        }
        var first = dates.getFirst();
        return dates.stream().allMatch(one -> isNear(one, now))
                || (dates.size() >= TELLING
                        && first.getEpochSecond() % Duration.ofHours(1).toSeconds() != 0
                        && dates.stream().allMatch(first::equals));
    }

    private static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(AT_THE_SAME_TIME) <= 0;
    }
}
