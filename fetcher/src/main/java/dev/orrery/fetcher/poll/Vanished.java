package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.poll.Window.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Tells entries that their author took back from those that have but fallen off a feed's end.
///
/// A feed shows its newest posts. One that is gone although older ones are still there was taken back. On what is
// older, rank
/// and place in the document have to agree, unless the document is in the order of the ranks anyway: there are feeds
/// that put what was changed last on top (so that an old post comes back and pushes a newer one out), that keep a post
// on
/// top for ever, or that are in no order at all. Where it cannot be told, the entry stays.
final class Vanished {
    /// Of fewer entries any order may be by chance.
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
        if (now.isEmpty() || idsNow.containsAll(idsBefore)) {
            return List.of();
        }
        boolean shuffled = isShuffled();
        var byRank = oldestByRank(shuffled);
        var enteredAbove = oldest(enteredAbove());
        var after = Instant.MAX;
        var found = new ArrayList<String>();
        for (var slot : before.reversed()) {
            var rank = slot.rankAt();
            if (idsNow.contains(slot.entryId())) {
                after = rank.isBefore(after) ? rank : after;
            } else if (rank.isAfter(byRank) || (!shuffled && rank.isAfter(after) && !rank.isAfter(enteredAbove))) {
                found.addFirst(slot.entryId());
            }
        }
        return found;
    }

    /// What was newer than this would still be there, wherever it stood.
    private Instant oldestByRank(boolean shuffled) {
        boolean inOrder = isNewestFirst(before) || isOldestFirst(before);
        // Nothing has come that could have pushed anything out.
        boolean alone = idsBefore.containsAll(idsNow);
        var survivors = inOrder || (shuffled && alone) ? oldest(survivors()) : Instant.MAX;
        var all = now.size() > 1 && isNewestFirst(now) ? oldest(now) : Instant.MAX;
        return survivors.isBefore(all) ? survivors : all;
    }

    private List<Slot> survivors() {
        return before.stream().filter(slot -> idsNow.contains(slot.entryId())).toList();
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
        var order = survivors().stream().map(Slot::entryId).toList();
        var orderNow =
                now.stream().map(Slot::entryId).filter(idsBefore::contains).toList();
        return !order.equals(orderNow);
    }

    private static Instant oldest(Collection<Slot> slots) {
        return slots.stream().map(Slot::rankAt).min(Instant::compareTo).orElse(Instant.MAX);
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
