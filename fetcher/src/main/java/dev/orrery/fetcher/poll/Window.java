package dev.orrery.fetcher.poll;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The entries of a feed's document, in its order, and where each stands in time.
///
/// @param isStored whether there is a row for it
record Window(List<Slot> slots, boolean isStored) {
    static final Window NONE = new Window(List.of(), false);

    /// @param entryId the entry's own, whatever its feed calls it now
    record Slot(String entryId, Instant rankAt) {}

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
        return slot.entryId() + ' ' + slot.rankAt().toEpochMilli();
    }

    private static Slot slot(String line) {
        int space = line.indexOf(' ');
        return new Slot(line.substring(0, space), Instant.ofEpochMilli(Long.parseLong(line.substring(space + 1))));
    }
}
