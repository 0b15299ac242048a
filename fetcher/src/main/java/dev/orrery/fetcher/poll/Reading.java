package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.poll.Memory.Question;
import dev.orrery.fetcher.poll.Memory.Trace;
import dev.orrery.fetcher.poll.Window.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares a feed's document with what is remembered: which entries are new, which are known, perhaps under
/// another key, and which were taken back. Pure; what it wants to know it says by [#question] and [#trace], and
/// what it finds is written down by a [Ledger].
final class Reading {
    private static final int MOST_SHARING = 10;

    private final String feedId;
    private final Ledger ledger;
    private final Set<String> buried;
    private final Map<String, Placed> entries = new LinkedHashMap<>();

    Reading(String feedId, String feedUrl, ParsedFeed feed, Instant now) {
        this.feedId = feedId;
        this.ledger = new Ledger(feedId, feedUrl, feed, now);
        var keys = EntryKeys.of(feed.entries());
        for (int i = 0; i < keys.size(); i++) {
            var placed = new Placed(feedId, i, keys.get(i), feed.entries().get(i));
            // The very same entry twice in one document is one entry.
            entries.putIfAbsent(placed.id, placed);
        }
        this.buried = new HashSet<>();
        feed.deleted().forEach(guid -> buried.add(Ids.entryId(feedId, guid)));
        buried.removeAll(entries.keySet());
    }

    Question question() {
        var ids = new HashSet<>(entries.keySet());
        ids.addAll(buried);
        return new Question(feedId, ids);
    }

    /// @param unfinished whether the poll before did not end
    Trace trace(Memory memory, boolean unfinished) {
        var links = new ArrayList<Long>();
        var texts = new ArrayList<Long>();
        for (var placed : entries.values()) {
            if (!memory.seen().containsKey(placed.id)) {
                add(links, placed.aliases().link());
                add(texts, placed.aliases().text());
            }
        }
        return new Trace(feedId, links, texts, missing(memory), unfinished ? feedId : null);
    }

    /// Of the last document's entries those whose keys are not in this one, without those that are older than
    /// all of this one's and so have but fallen off its end.
    private Set<String> missing(Memory memory) {
        var oldest = entries.values().stream()
                .map(placed -> roughRank(placed, memory.seen().get(placed.id)))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        if (oldest == null) {
            return Set.of();
        }
        var there = new HashSet<String>();
        memory.seen().values().forEach(seen -> there.add(seen.entryId));
        var missing = new HashSet<String>();
        for (var slot : memory.window().slots()) {
            if (!there.contains(slot.entryId()) && !slot.rankAt().isBefore(oldest)) {
                missing.add(slot.entryId());
            }
        }
        return missing;
    }

    private static @Nullable Instant roughRank(Placed placed, @Nullable SeenEntry seen) {
        return seen != null ? seen.rankAt : Rankings.dateOf(placed.source);
    }

    /// @param how what an absence means
    Findings compare(Memory memory, Absence how) {
        var known = known(memory);
        forgetWhatManyShare(known.keySet(), memory.traces());
        var changed = new ArrayList<Sighting>();
        var slots = new ArrayList<Slot>(entries.size());
        boolean atTheEnd = false;
        boolean old = false;
        for (var placed : entries.values()) {
            var seen = known.get(placed);
            var sighting = seen == null ? ledger.first(placed) : ledger.again(seen, placed);
            if (sighting != null) {
                changed.add(sighting);
                seen = sighting.seen();
            }
            var entry = Objects.requireNonNull(seen);
            slots.add(Slot.of(entry.entryId, entry.rankAt, ledger.changedAt(entry, placed.source)));
            boolean isNew = sighting != null && sighting.isNew();
            atTheEnd |= isNew && old && entry.date() == null;
            old |= !isNew;
        }
        var window = new Window(slots, memory.window().isStored());
        return absent(memory, window, atTheEnd ? how.withoutRule() : how, changed);
    }

    private Map<Placed, SeenEntry> known(Memory memory) {
        var known = new HashMap<Placed, SeenEntry>();
        var taken = new HashSet<SeenEntry>();
        // An entry that goes by its first key comes before one that is thought to be it under another.
        for (boolean byItsOwn : new boolean[] {true, false}) {
            for (var placed : entries.values()) {
                var seen = memory.seen().get(placed.id);
                if (seen != null && seen.entryId.equals(placed.id) == byItsOwn && taken.add(seen)) {
                    known.put(placed, seen);
                }
            }
        }
        var unknown = entries.values().stream()
                .filter(placed -> !known.containsKey(placed))
                .toList();
        if (!unknown.isEmpty() && !memory.traces().isEmpty()) {
            var ids = new HashSet<String>();
            taken.forEach(seen -> ids.add(seen.entryId));
            var free = memory.traces().stream()
                    .filter(seen -> !ids.contains(seen.entryId))
                    .toList();
            known.putAll(new Recognition(linksNamePosts(), unknown, free).matches());
        }
        return known;
    }

    /// Where every post has the same link, or the same words, each poll would ask for all of them.
    private void forgetWhatManyShare(Set<Placed> known, List<SeenEntry> traces) {
        var fresh = entries.values().stream()
                .filter(placed -> !known.contains(placed))
                .toList();
        var counts = new HashMap<Long, Integer>();
        for (var placed : fresh) {
            count(counts, placed.aliases().link());
            count(counts, placed.aliases().text());
        }
        for (var seen : traces) {
            count(counts, seen.linkAlias);
            count(counts, seen.textAlias);
        }
        fresh.forEach(placed -> placed.keep(alias -> counts.getOrDefault(alias, 0) <= MOST_SHARING));
    }

    private static void count(Map<Long, Integer> counts, @Nullable Long alias) {
        if (alias != null) {
            counts.merge(alias, 1, Integer::sum);
        }
    }

    private boolean linksNamePosts() {
        var links = new HashSet<String>();
        for (var placed : entries.values()) {
            var link = EntryKeys.link(placed.source);
            if (link == null || !links.add(link)) {
                return false;
            }
        }
        return links.size() > 1;
    }

    private Findings absent(Memory memory, Window window, Absence how, List<Sighting> changed) {
        var there = window.entryIds();
        var rows = new HashMap<String, SeenEntry>();
        memory.traces().forEach(seen -> rows.put(seen.entryId, seen));
        var gone = new LinkedHashSet<String>();
        for (var id : buried) {
            var seen = memory.seen().get(id);
            if (seen != null && !there.contains(seen.entryId)) {
                rows.put(seen.entryId, seen);
                gone.add(seen.entryId);
            }
        }
        // Withdrawals that are not known to have arrived.
        memory.traces().stream()
                .filter(seen -> seen.withdrawn && seen.pendingHash != null && !there.contains(seen.entryId))
                .forEach(seen -> gone.add(seen.entryId));
        int doubted = 0;
        if (how.counts()) {
            var takenBack = new Vanished(memory.window(), window).takenBack();
            if (how.isAgreed() || !Vanished.isDoubtful(takenBack.size(), memory.window())) {
                gone.addAll(takenBack);
            } else {
                doubted = takenBack.size();
            }
        }
        for (var id : gone) {
            var seen = rows.get(id);
            var sighting = seen == null ? null : ledger.takenBack(seen);
            if (sighting != null) {
                changed.add(sighting);
            }
        }
        // Where entries were just recognised under new keys, all that is to be known of the others may not be at hand
        // yet.
        boolean open = !rows.keySet().containsAll(gone);
        boolean keep = !how.isWhole() || doubted > 0 || open || window.slots().isEmpty();
        boolean same = window.slots().equals(memory.window().slots());
        return new Findings(
                changed,
                keep || same ? null : window.row(feedId),
                !memory.window().isStored(),
                doubted,
                memory.window().slots().size());
    }

    private static void add(List<Long> to, @Nullable Long alias) {
        if (alias != null) {
            to.add(alias);
        }
    }
}
