package dev.orrery.enricher.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What belongs together in one respect, as a sorted set of strings: see [Kind].
///
/// @param rev     made of the content, so equal means the same; empty where nothing is stored
/// @param crowded more belong to it than it can name
public record Group(String id, String rev, List<String> members, boolean crowded) {
    private static final int SECONDS_A_DAY = 86_400;
    private static final char RANKED = '.';

    /// The kinds of groups, told apart by the first letter of their ids.
    ///
    /// The first two are made of the entries that are stored, by an index. The others are documents; all of
    /// these but [#OWED] only ever grow, by what an entry or planet never changes (`firstSeenAt`, `rankAt`);
    /// so what they are left with at their bound is a function of all that was ever added, whatever the order.
    public enum Kind {
        /// Entries that share a key of [dev.orrery.enricher.alike.Likeness], under that key. A key that more than so
        /// many entries have had at once is no post's own: it says nothing any more, and a document says so.
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

    /// The id of the group of a feed's entries of a day.
    public static String day(String feed, Instant time) {
        return day(feed, dayOf(time));
    }

    /// @param day as [#dayOf] counts
    public static String day(String feed, long day) {
        return "d:" + feed + ":" + day;
    }

    /// UTC, since 1970.
    public static long dayOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    }

    /// An entry as a member of a group that has an order: by rank, then id.
    public static String ranked(Instant rankAt, String entryId) {
        return Revs.sortable(rankAt) + RANKED + entryId;
    }

    /// Of a member of such a group.
    public static String entryOf(String ranked) {
        return ranked.substring(ranked.indexOf(RANKED) + 1);
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
        if (members.containsAll(more)) {
            return this;
        }
        var all = new TreeSet<>(members);
        all.addAll(more);
        return switch (kind()) {
            case IMPORT -> newest(all);
            case FIRST -> {
                while (all.size() > kind().most()) {
                    all.pollLast();
                }
                yield members.isEmpty() || all.first().compareTo(members.getFirst()) < 0 ? named(all, false) : this;
            }
            case CARRIERS, OWED -> named(all, false);
            case ALIKE, DAY -> throw new IllegalStateException(id + " is made of entries");
        };
    }

    Group without(Collection<String> those) {
        var rest = new TreeSet<>(members);
        rest.removeAll(those);
        return named(rest, false);
    }

    /// Of entries, as far as a group of this kind names them.
    static Group made(String id, Collection<String> members) {
        var group = empty(id);
        var sorted = new TreeSet<>(members);
        return group.kind() == Kind.DAY ? group.newest(sorted) : group.named(sorted, false);
    }

    /// It says nothing any more.
    ///
    /// @param others members that are to be decided on again because of that
    Group crowded(Collection<String> others) {
        return named(others.stream().sorted().limit(kind().most()).toList(), true);
    }

    private Group newest(NavigableSet<String> all) {
        while (all.size() > kind().most()) {
            all.pollFirst();
        }
        return named(all, false);
    }

    private Group named(Collection<String> others, boolean tooMany) {
        var list = List.copyOf(others);
        return new Group(id, Revs.ofMembers(list, tooMany), list, tooMany);
    }
}
