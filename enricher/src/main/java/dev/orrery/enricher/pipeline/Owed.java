package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Groups;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/// What is begun for a batch of records besides its own entries, kept under the batch's partitions until it is done.
///
/// An entry's neighbours are placed on its behalf. They may cease to be its neighbours while that goes on, so whoever
/// reads the record again after a crash would not find them; and what the dead one last produced of them may be out of
/// date. So it is noted before.
final class Owed {
    private static final String ENTRY = "e:";
    private static final String GROUP = "g:";

    private final Groups groups;
    private final Set<String> ids;
    private final Set<String> members = new HashSet<>();

    Owed(Groups groups, Set<TopicPartition> partitions) {
        this.groups = groups;
        this.ids = new TreeSet<>();
        partitions.forEach(partition -> ids.add(GroupIds.owed(partition)));
        groups.read(ids).values().forEach(group -> members.addAll(group.members()));
    }

    /// Entries whose placements others began to write.
    Set<String> entries() {
        return of(ENTRY);
    }

    /// Groups that entries have left.
    Set<String> groups() {
        return of(GROUP);
    }

    void entries(Collection<String> more) {
        note(ENTRY, more);
    }

    void groups(Collection<String> more) {
        note(GROUP, more);
    }

    void done() {
        if (!members.isEmpty()) {
            groups.remove(groups.read(ids).values());
        }
    }

    private void note(String kind, Collection<String> more) {
        var added = new TreeSet<String>();
        more.forEach(each -> added.add(kind + each));
        if (!members.containsAll(added)) {
            members.addAll(added);
            var all = new HashMap<String, Set<String>>();
            ids.forEach(id -> all.put(id, added));
            groups.join(all);
        }
    }

    private Set<String> of(String kind) {
        var those = new HashSet<String>();
        for (var member : members) {
            if (member.startsWith(kind)) {
                those.add(member.substring(kind.length()));
            }
        }
        return those;
    }
}
