package dev.orrery.enricher.store;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// What belongs together in one respect, as a sorted set of strings: see [Kind].
///
/// @param rev     made of the content, so equal means the same; empty where nothing is stored
/// @param crowded more belong to it than it can name
public record Group(String id, String rev, List<String> members, boolean crowded) {
    /// The kinds of groups, told apart by the first letter of their ids.
    ///
    /// All but [#ALIKE] and [#OWED] only ever grow, by what an entry or planet never changes (`firstSeenAt`,
    /// `rankAt`); so what they are left with at their bound is a function of all that was ever added, whatever
    /// the order.
    public enum Kind {
        /// Entries that share a key of [dev.orrery.enricher.alike.Likeness], under that key; what has left it is
        /// removed when there is time. A key that more than so many entries have had at once is no post's own:
        /// it says nothing any more.
        ALIKE(64),
        /// `d:feed:day`: the entries of a feed that are ranked in a day (UTC, since 1970), as `rank.entry`; the newest.
        DAY(4_096),
        /// `i:feed:time`: the entries of a feed first seen at a time at which it may have been polled first, as
        /// `rank.entry`; the newest.
        IMPORT(4_096),
        /// `f:feed`: times at which it may have been polled first. The least counts; the others were taken for it
        /// before, and are removed when what was decided by them is decided anew.
        FIRST(64),
        /// `p:feed`: planets that carry it or once did.
        CARRIERS(Integer.MAX_VALUE),
        /// `o:topic-partition`: what was begun for a batch of records besides its own entries.
        OWED(Integer.MAX_VALUE);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /// How many members it names.
        public int most() {
            return most;
        }

        static Kind of(String id) {
            return switch (id.charAt(0)) {
                case 'd' -> DAY;
                case 'i' -> IMPORT;
                case 'f' -> FIRST;
                case 'p' -> CARRIERS;
                case 'o' -> OWED;
                default -> ALIKE;
            };
        }
    }

    public Group {
        members = List.copyOf(members);
    }

    public static Group empty(String id) {
        return new Group(id, "", List.of(), false);
    }

    public Kind kind() {
        return Kind.of(id);
    }

    public boolean isEmpty() {
        return members.isEmpty() && !crowded;
    }

    Group with(Collection<String> more) {
        if (crowded || members.containsAll(more)) {
            return this;
        }
        var all = new TreeSet<>(members);
        all.addAll(more);
        return switch (kind()) {
            case ALIKE ->
                all.size() > kind().most() ? named(members.isEmpty() ? all : members, true) : named(all, false);
            case DAY, IMPORT -> {
                while (all.size() > kind().most()) {
                    all.pollFirst();
                }
                yield named(all, false);
            }
            case FIRST -> {
                while (all.size() > kind().most()) {
                    all.pollLast();
                }
                yield members.isEmpty() || all.first().compareTo(members.getFirst()) < 0 ? named(all, false) : this;
            }
            case CARRIERS, OWED -> named(all, false);
        };
    }

    Group without(Collection<String> those) {
        if (crowded) {
            return this;
        }
        var rest = new TreeSet<>(members);
        rest.removeAll(those);
        return named(rest, false);
    }

    private Group named(Collection<String> others, boolean tooMany) {
        var list = List.copyOf(others);
        return new Group(id, Revs.ofMembers(list, tooMany), list, tooMany);
    }
}
