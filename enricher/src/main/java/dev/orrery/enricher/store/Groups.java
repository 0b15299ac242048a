package dev.orrery.enricher.store;

import dev.orrery.enricher.store.Documents.Swap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/// The collection `groups`, read by `_id` alone: what a decision across entries has to look at besides the entry.
public final class Groups {
    private static final String MEMBERS = "members";
    private static final String CROWDED = "crowded";
    private static final Document WHOLE = new Document();

    private final Documents documents;

    Groups(Documents documents) {
        this.documents = documents;
    }

    void index() {
        documents.index();
    }

    /// Every id has its group; it is empty where nothing is stored.
    public Map<String, Group> read(Collection<String> ids) {
        var groups = HashMap.<String, Group>newHashMap(ids.size());
        documents.read(ids, WHOLE).stream().map(Groups::group).forEach(group -> groups.put(group.id(), group));
        ids.forEach(id -> groups.computeIfAbsent(id, Group::empty));
        return groups;
    }

    public Map<String, String> revs(Collection<String> ids) {
        return documents.revs(ids);
    }

    /// @param members by the group's id
    /// @return the groups as they were once all had joined
    public Map<String, Group> join(Map<String, ? extends Collection<String>> members) {
        return change(members, true);
    }

    /// Groups that nothing is left of are removed.
    public void leave(Map<String, ? extends Collection<String>> members) {
        change(members, false);
    }

    /// Removes groups unless somebody else changed them.
    public void remove(Collection<Group> groups) {
        var revs = new HashMap<String, String>();
        groups.stream().filter(group -> !group.rev().isEmpty()).forEach(group -> revs.put(group.id(), group.rev()));
        documents.remove(revs);
    }

    private Map<String, Group> change(Map<String, ? extends Collection<String>> members, boolean joining) {
        var done = HashMap.<String, Group>newHashMap(members.size());
        Set<String> pending = new HashSet<>(members.keySet());
        while (!pending.isEmpty()) {
            var swaps = new ArrayList<Swap>();
            var emptied = new ArrayList<Group>();
            for (var group : read(pending).values()) {
                Collection<String> those = Objects.requireNonNull(members.get(group.id()));
                var next = joining ? group.with(those) : group.without(those);
                if (!next.rev().equals(group.rev()) && next.isEmpty()) {
                    emptied.add(group);
                } else if (!next.rev().equals(group.rev())) {
                    swaps.add(new Swap(group.id(), group.rev().isEmpty() ? null : group.rev(), document(next)));
                }
                done.put(group.id(), next);
            }
            remove(emptied);
            pending = documents.swap(swaps);
        }
        return done;
    }

    private static Document document(Group group) {
        var document = new Document(Documents.ID, group.id())
                .append(Documents.REV, group.rev())
                .append(MEMBERS, group.members());
        return group.crowded() ? document.append(CROWDED, true) : document;
    }

    private static Group group(Document document) {
        return new Group(
                document.getString(Documents.ID),
                document.getString(Documents.REV),
                document.getList(MEMBERS, String.class, List.of()),
                document.getBoolean(CROWDED, false));
    }
}
