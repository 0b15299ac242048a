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
/// An entry is stored first, and joins most of its groups by that; then it joins the others, and only then is anything
/// decided: so of two that belong together, whoever comes later sees both. That a group still names an entry that has
/// left it does no harm, because whoever asks looks at the entry too.
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

    /// @param entries as they are stored
    /// @return all groups that they are in now
    List<Group> join(Collection<StoredEntry> entries) {
        var ids = new HashSet<String>();
        var shared = new HashSet<String>();
        var polled = new HashMap<String, String>();
        for (var entry : entries) {
            ids.add(entry.entryId());
            shared.addAll(entry.likeness().keys());
            shared.add(GroupIds.day(entry));
            polled.merge(entry.feedId(), Revs.sortable(entry.firstSeenAt()), Membership::earlier);
        }
        var joining = new HashMap<String, Set<String>>();
        polled.forEach((feed, time) -> join(joining, GroupIds.first(feed), time));
        var joined = stores.groups().join(joining);
        var all = new ArrayList<>(joined.values());
        all.addAll(joinFirstPolls(entries, joined));
        all.addAll(stores.groups().readCrowding(shared, ids).values());
        return all;
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
