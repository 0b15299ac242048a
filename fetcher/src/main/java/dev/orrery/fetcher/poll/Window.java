package dev.orrery.fetcher.poll;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The entries of a feed's document, in its order, and where each stands in time, to the millisecond.
///
/// @param isStored whether there is a row for it
record Window(List<Slot> slots, boolean isStored) {
    static final Window NONE = new Window(List.of(), false);

    /// @param entryId   the entry's own, whatever its feed calls it now
    /// @param changedAt when it changed last, as far as its feed or what we saw of it tells; else its rank
    record Slot(String entryId, Instant rankAt, Instant changedAt) {
        static Slot of(String entryId, Instant rankAt, Instant changedAt) {
            return new Slot(entryId, rankAt.truncatedTo(ChronoUnit.MILLIS), changedAt.truncatedTo(ChronoUnit.MILLIS));
        }

        /// Both may have been changed at once, as by another template.
        boolean isOlderThan(Slot other) {
            return rankAt.isBefore(other.rankAt) && !changedAt.isAfter(other.changedAt);
        }
    }

    Window {
        slots = List.copyOf(slots);
    }

    static Window of(@Nullable FeedWindow row) {
        return row == null
                ? NONE
                : new Window(row.entries.lines().map(Window::slot).toList(), true);
    }

    FeedWindow row(String feedId) {
        return new FeedWindow(feedId, slots.stream().map(Window::line).collect(Collectors.joining("\n")));
    }

    Set<String> entryIds() {
        return slots.stream().map(Slot::entryId).collect(Collectors.toSet());
    }

    private static String line(Slot slot) {
        return slot.entryId()
                + ' '
                + slot.rankAt().toEpochMilli()
                + ' '
                + slot.changedAt().toEpochMilli();
    }

    private static Slot slot(String line) {
        int one = line.indexOf(' ');
        int two = line.indexOf(' ', one + 1);
        return new Slot(line.substring(0, one), time(line.substring(one + 1, two)), time(line.substring(two + 1)));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
