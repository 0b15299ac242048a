package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.poll.Window.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Tells entries that their author took back from those that have but fallen off a feed's end.
///
/// A feed shows its newest posts. One that is gone although older ones are still there was taken back. Older
/// means by rank, by last change, and by place in the document, unless the document is in the order of the
/// ranks anyway: there are feeds that put what was changed last on top (so that an old post comes back and
/// pushes a newer one out), that keep a post on top for ever, or that are in no order at all. Where it cannot
/// be told, the entry stays.
final class Vanished {
    /// Of fewer entries any order may be by chance.
    private static final int AN_ORDER = 5;

    private final List<Slot> before;
    private final List<Slot> now;
    private final Set<String> idsBefore;
    private final Map<String, Slot> slotsNow = new HashMap<>();
    private final Set<String> idsNow;

    /// @param before the last document's entries
    /// @param now    this document's
    Vanished(Window before, Window now) {
        this.before = before.slots();
        this.now = now.slots();
        this.idsBefore = before.entryIds();
        this.now.forEach(slot -> slotsNow.put(slot.entryId(), slot));
        this.idsNow = slotsNow.keySet();
    }

    /// Whether so many go at once that it is more likely a mistake: half of them, unless it is but one.
    static boolean isDoubtful(int vanished, Window before) {
        return vanished > 1 && vanished * 2 >= before.slots().size();
    }

    /// Of the entries that are no longer there, those that were taken back.
    List<String> takenBack() {
        if (now.isEmpty() || idsNow.containsAll(idsBefore)) {
            return List.of();
        }
        boolean shuffled = isShuffled();
        var witnesses = witnesses(shuffled);
        var enteredAbove = enteredAbove();
        var after = new ArrayList<Slot>();
        var found = new ArrayList<String>();
        for (var slot : before.reversed()) {
            if (idsNow.contains(slot.entryId())) {
                after.add(Objects.requireNonNull(slotsNow.get(slot.entryId())));
            } else if (hasOlder(witnesses, slot)
                    || (!shuffled && hasOlder(after, slot) && !hasOlderRank(enteredAbove, slot))) {
                found.addFirst(slot.entryId());
            }
        }
        return found;
    }

    /// What was newer than any of these would still be there, wherever it stood.
    private List<Slot> witnesses(boolean shuffled) {
        var survivors = survivors();
        if (survivors.isEmpty()) {
            return now.size() > 1 && isNewestFirst(now) ? now : List.of();
        }
        // Nothing has come that could have pushed anything out.
        boolean alone = idsBefore.containsAll(idsNow);
        return isNewestFirst(before) || isOldestFirst(before) || (shuffled && alone) ? survivors : List.of();
    }

    /// As they are now.
    private List<Slot> survivors() {
        return now.stream().filter(slot -> idsBefore.contains(slot.entryId())).toList();
    }

    /// What has come, but for what stands below all the rest: that may but fill the feed up.
    private List<Slot> enteredAbove() {
        int end = now.size();
        while (end > 0 && !idsBefore.contains(now.get(end - 1).entryId())) {
            end--;
        }
        return now.subList(0, end).stream()
                .filter(slot -> !idsBefore.contains(slot.entryId()))
                .toList();
    }

    private boolean isShuffled() {
        var orderBefore =
                before.stream().map(Slot::entryId).filter(idsNow::contains).toList();
        return !orderBefore.equals(survivors().stream().map(Slot::entryId).toList());
    }

    private static boolean hasOlder(Collection<Slot> slots, Slot than) {
        return slots.stream().anyMatch(slot -> slot.isOlderThan(than));
    }

    private static boolean hasOlderRank(Collection<Slot> slots, Slot than) {
        return slots.stream().anyMatch(slot -> slot.rankAt().isBefore(than.rankAt()));
    }

    private static boolean isNewestFirst(List<Slot> slots) {
        var last = Instant.MAX;
        for (var slot : slots) {
            if (slot.rankAt().isAfter(last)) {
                return false;
            }
            last = slot.rankAt();
        }
        return true;
    }

    private static boolean isOldestFirst(List<Slot> slots) {
        return slots.size() >= AN_ORDER && isNewestFirst(slots.reversed());
    }
}
