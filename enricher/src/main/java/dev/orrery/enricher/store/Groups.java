package dev.orrery.enricher.store;

import dev.orrery.enricher.store.Documents.Swap;
import dev.orrery.enricher.store.Group.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/// What a decision across entries has to look at besides the entry: which entries share something. Some of that the
/// entries themselves say by an index, the rest stands in the collection `groups`, read by `_id` alone.
public final class Groups {
    private static final String MEMBERS = "members";
    private static final String CROWDED = "crowded";
    private static final Document WHOLE = new Document();
    private static final Document ONLY_KEYS = new Document(Entries.KEYS, 1);
    private static final Document DAY_AND_RANK = new Document(Entries.DAY, 1).append(Entries.RANK, 1);

    private final Documents documents;
    private final Documents entries;

    /// @param documents the collection `groups`
    /// @param entries   the collection `entries`
    Groups(Documents documents, Documents entries) {
        this.documents = documents;
        this.entries = entries;
    }

    /// Every id has its group; it is empty where nothing is stored.
    public Map<String, Group> read(Collection<String> ids) {
        var groups = HashMap.<String, Group>newHashMap(ids.size());
        var days = ids.stream().filter(id -> Kind.of(id) == Kind.DAY).collect(Collectors.toSet());
        var others = ids.stream().filter(id -> !days.contains(id)).toList();
        var stale = new ArrayList<Group>();
        for (var document : documents.read(others, WHOLE)) {
            var group = group(document);
            if (group.kind() == Kind.ALIKE && !group.crowded()) {
                stale.add(group);
            } else {
                groups.put(group.id(), group);
            }
        }
        // An earlier layout named likes in documents, which would hide what the index says.
        remove(stale);
        var keys = others.stream()
                .filter(id -> Kind.of(id) == Kind.ALIKE && !groups.containsKey(id))
                .collect(Collectors.toSet());
        members(keys, days).forEach((id, members) -> groups.put(id, Group.made(id, members)));
        ids.forEach(id -> groups.computeIfAbsent(id, Group::empty));
        return groups;
    }

    public Map<String, String> revs(Collection<String> ids) {
        var revs = new HashMap<String, String>();
        read(ids).forEach((id, group) -> {
            if (!group.rev().isEmpty()) {
                revs.put(id, group.rev());
            }
        });
        return revs;
    }

    /// What entries that were stored just now belong to. A key that too many have by now is made to say nothing.
    ///
    /// @param ids of groups that are made of entries
    /// @param now these will be decided on in any case
    public Map<String, Group> readCrowding(Collection<String> ids, Set<String> now) {
        var groups = read(ids);
        var swaps = new ArrayList<Swap>();
        groups.values().stream()
                .filter(group -> group.kind() == Kind.ALIKE
                        && !group.crowded()
                        && group.members().size() > Kind.ALIKE.most())
                .map(group -> group.crowded(group.members().stream()
                        .filter(member -> !now.contains(member))
                        .toList()))
                .forEach(group -> swaps.add(new Swap(group.id(), null, document(group))));
        if (!swaps.isEmpty()) {
            // Who was quicker says the same.
            documents.swap(swaps);
            groups.putAll(read(swaps.stream().map(Swap::id).toList()));
        }
        return groups;
    }

    private Map<String, Set<String>> members(Set<String> keys, Set<String> days) {
        var members = new HashMap<String, Set<String>>();
        entries.having(Entries.KEYS, keys, ONLY_KEYS, entry -> {
            for (var key : Entries.keys(entry)) {
                if (keys.contains(key)) {
                    join(members, key, entry.getString(Documents.ID));
                }
            }
        });
        entries.having(Entries.DAY, days, DAY_AND_RANK, entry -> {
            var rank = Instant.parse(entry.getString(Entries.RANK));
            join(members, entry.getString(Entries.DAY), Group.ranked(rank, entry.getString(Documents.ID)));
        });
        return members;
    }

    private static void join(Map<String, Set<String>> members, String group, String member) {
        members.computeIfAbsent(group, _ -> new HashSet<>()).add(member);
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
