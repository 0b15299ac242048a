package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.poll.Window.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells entries that their author took back from those that have but fallen off a feed's end.
///
/// A feed shows its newest posts. One that is gone although older ones are still there was taken back. What is older,
// rank and
/// place in the document have to agree on, unless the document is in the order of the ranks anyway: there are feeds
/// that put what was changed last on top (so that an old post comes back and pushes a newer one out), keep a post on
// top for
/// ever, or are in no order at all. Where it cannot be told, the entry stays.
final class Vanished {
    /// Of so few entries any order may be by chance.
    private static final int AN_ORDER = 5;

    private final List<Slot> before;
    private final List<Slot> now;
    private final Set<String> idsBefore;
    private final Set<String> idsNow;

    /// @param before the last document's entries
    /// @param now    this document's
    Vanished(Window before, Window now) {
        this.before = before.slots();
        this.now = now.slots();
        this.idsBefore = before.entryIds();
        this.idsNow = now.entryIds();
    }

    /// Whether so many go at once that it is more likely a mistake: half of them, unless it is but one.
    static boolean isDoubtful(int vanished, Window before) {
        return vanished > 1 && vanished * 2 >= before.slots().size();
    }

    /// Of the entries that are no longer there, those that were taken back.
    List<String> takenBack() {
        var survivors =
                before.stream().filter(slot -> idsNow.contains(slot.entryId())).toList();
        var entered =
                now.stream().filter(slot -> !idsBefore.contains(slot.entryId())).toList();
        var enteredAbove = above(survivors).stream().filter(entered::contains).toList();
        boolean inOrderBefore = isNewestFirst(before) || isOldestFirst(before);
        boolean inOrderNow = now.size() > 1 && isNewestFirst(now);
        boolean shuffled = isShuffled(survivors);
        return before.stream()
                .filter(slot -> !idsNow.contains(slot.entryId()))
                .filter(slot -> (inOrderBefore && hasOlder(survivors, slot))
                        || (inOrderNow && hasOlder(now, slot))
                        || (!shuffled && !hasOlder(enteredAbove, slot) && hasOlder(after(slot), slot))
                        || (shuffled && entered.isEmpty() && hasOlder(survivors, slot)))
                .map(Slot::entryId)
                .toList();
    }

    /// What stands above the last of them now; what entered below may but fill the feed up.
    private List<Slot> above(List<Slot> survivors) {
        var ids = survivors.stream().map(Slot::entryId).collect(Collectors.toSet());
        int end = now.size();
        while (end > 0 && !ids.contains(now.get(end - 1).entryId())) {
            end--;
        }
        return now.subList(0, end);
    }

    /// Those that stood after it and are still there.
    private List<Slot> after(Slot gone) {
        return before.subList(before.indexOf(gone) + 1, before.size()).stream()
                .filter(slot -> idsNow.contains(slot.entryId()))
                .toList();
    }

    private boolean isShuffled(List<Slot> survivors) {
        var order = survivors.stream().map(Slot::entryId).toList();
        var orderNow =
                now.stream().map(Slot::entryId).filter(idsBefore::contains).toList();
        return !order.equals(orderNow);
    }

    private static boolean hasOlder(Collection<Slot> slots, Slot than) {
        return slots.stream().anyMatch(slot -> slot.rankAt().isBefore(than.rankAt()));
    }

    private static boolean isNewestFirst(List<Slot> slots) {
        Instant last = Instant.MAX;
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
