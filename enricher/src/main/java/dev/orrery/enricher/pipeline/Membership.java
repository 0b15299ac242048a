package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.Revs;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps entries in the groups that they belong to.
///
/// An entry is stored first, then joins its groups, and only then is anything decided: so of two that belong together,
/// whoever comes later sees both. That a group still names an entry that has left it does no harm, because whoever asks
/// looks at the entry too.
final class Membership {
    private final Stores stores;

    Membership(Stores stores) {
        this.stores = stores;
    }

    /// Planets are found by the feeds that they carry or ever carried.
    void carry(Collection<StoredPlanet> planets) {
        var joining = new HashMap<String, Set<String>>();
        for (var planet : planets) {
            planet.feeds().forEach(feed -> join(joining, GroupIds.carriers(feed), planet.slug()));
        }
        stores.groups().join(joining);
    }

    /// @return all groups that these entries are in now
    List<Group> join(Collection<StoredEntry> entries) {
        var joining = new HashMap<String, Set<String>>();
        var polled = new HashMap<String, String>();
        for (var entry : entries) {
            entry.likeness().keys().forEach(key -> join(joining, key, entry.entryId()));
            join(joining, GroupIds.day(entry), GroupIds.ranked(entry));
            polled.merge(entry.feedId(), Revs.sortable(entry.firstSeenAt()), Membership::earlier);
        }
        polled.forEach((feed, time) -> join(joining, GroupIds.first(feed), time));
        var joined = stores.groups().join(joining);
        var all = new ArrayList<>(joined.values());
        all.addAll(joinFirstPolls(entries, joined));
        return all;
    }

    /// @param stored the entries as they are stored now
    /// @return those that belong to such a group all the same, because somebody else stored something newer: they
    ///         have to join it again
    Set<String> leave(Map<String, Set<String>> left, Map<String, StoredEntry> stored) {
        left.forEach((group, entries) -> entries.removeIf(id -> {
            var entry = stored.get(id);
            return entry != null && entry.likeness().keys().contains(group);
        }));
        left.values().removeIf(Set::isEmpty);
        if (left.isEmpty()) {
            return Set.of();
        }
        stores.groups().leave(left);
        var ids = new HashSet<String>();
        left.values().forEach(ids::addAll);
        var now = stores.entries().keys(ids);
        var back = new HashSet<String>();
        left.forEach((group, entries) -> entries.stream()
                .filter(id -> now.getOrDefault(id, List.of()).contains(group))
                .forEach(back::add));
        return back;
    }

    /// What was taken for a first poll and was not, is no longer of interest once all is decided anew.
    ///
    /// @param seen groups as they were before that
    void settle(Collection<Group> seen) {
        var later = new HashMap<String, List<String>>();
        for (var group : seen) {
            if (group.kind() == Group.Kind.FIRST && group.members().size() > 1) {
                later.put(group.id(), group.members().subList(1, group.members().size()));
            }
        }
        stores.groups().leave(later);
    }

    private Collection<Group> joinFirstPolls(Collection<StoredEntry> entries, Map<String, Group> groups) {
        var joining = new HashMap<String, Set<String>>();
        for (var entry : entries) {
            var time = Revs.sortable(entry.firstSeenAt());
            var first = groups.get(GroupIds.first(entry.feedId()));
            if (first != null && first.members().contains(time)) {
                join(joining, GroupIds.imported(entry.feedId(), time), GroupIds.ranked(entry));
            }
        }
        return stores.groups().join(joining).values();
    }

    private static void join(Map<String, Set<String>> joining, String group, String member) {
        joining.computeIfAbsent(group, _ -> new HashSet<>()).add(member);
    }

    private static String earlier(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
