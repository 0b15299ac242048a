package dev.orrery.publisher.library;

import dev.orrery.events.Ids;
import dev.orrery.events.Placement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which posts the first page of a view has, and in which state each of them is.
///
/// It follows from what is stored alone, so every publisher comes to the same [#version], and a reader who names one
/// can be told by any of them whether anything is different now.
public final class Stand {
    /// A view that has no post, or that there is no more.
    public static final Stand EMPTY = new Stand(List.of(), false, null);

    private static final int VERSION_CHARACTERS = 16;
    private static final int STATE_CHARACTERS = 8;

    private final List<Mark> marks;
    private final boolean hasOlder;
    private final @Nullable Reach reach;
    private final Map<String, Mark> byEntry = new HashMap<>();
    private final String version;

    private Stand(List<Mark> marks, boolean hasOlder, @Nullable Reach reach) {
        this.marks = List.copyOf(marks);
        this.hasOlder = hasOlder;
        this.reach = reach;
        marks.forEach(mark -> byEntry.put(mark.entryId(), mark));
        this.version = hash(String.join("\n", marks.stream().map(Mark::toString).toList()), VERSION_CHARACTERS);
    }

    /// One post in one state.
    ///
    /// @param rank  where it stands in time, in milliseconds since 1970; the greater comes first, then the
    ///              lesser id
    /// @param state a hash of all that a reader would see changed
    public record Mark(String entryId, long rank, String state) {
        private static final Comparator<Mark> ORDER =
                Comparator.comparingLong(Mark::rank).reversed().thenComparing(Mark::entryId);

        public static Mark of(Placement placement) {
            var entry = placement.entry();
            var seen = new ArrayList<>(List.of(
                    Integer.toString(placement.from().entryRevision()),
                    placement.subscription(),
                    String.valueOf(entry.title()),
                    String.valueOf(entry.link())));
            seen.addAll(entry.authors());
            placement.tags().forEach(tag -> seen.add(tag.tag() + "=" + tag.label()));
            return new Mark(
                    placement.entryId(),
                    placement.rankAt().toEpochMilli(),
                    hash(String.join("\n", seen), STATE_CHARACTERS));
        }

        /// Rank and state as pages and messages write them: `1583317980000-1f0ac29e`.
        public String inPage() {
            return rank + "-" + state;
        }

        private boolean isAfter(Mark other) {
            return ORDER.compare(this, other) > 0;
        }
    }

    /// From one stand to a later one.
    ///
    /// @param fresh without those that only moved up onto the page, as others went
    /// @param gone  entry ids, without those that only fell off the page's end, as others came
    public record Difference(List<Mark> fresh, List<Mark> edited, List<String> gone) {
        public boolean isEmpty() {
            return fresh.isEmpty() && edited.isEmpty() && gone.isEmpty();
        }
    }

    /// @param placements in the view's order
    /// @param hasOlder   whether there are posts after these
    public static Stand of(List<Placement> placements, boolean hasOlder) {
        return of(placements, hasOlder, null);
    }

    /// @param reach what the view has; null where it is not known
    static Stand of(List<Placement> placements, boolean hasOlder, @Nullable Reach reach) {
        return new Stand(placements.stream().map(Mark::of).toList(), hasOlder, reach);
    }

    public List<Mark> marks() {
        return marks;
    }

    public boolean hasOlder() {
        return hasOlder;
    }

    /// Two stands with the same one have the same posts in the same state.
    public String version() {
        return version;
    }

    public boolean has(String entryId) {
        return byEntry.containsKey(entryId);
    }

    public Difference since(Stand before) {
        var fresh = new ArrayList<Mark>();
        var edited = new ArrayList<Mark>();
        for (var mark : marks) {
            var old = before.byEntry.get(mark.entryId());
            if (old == null) {
                if (!before.endsBefore(mark)) {
                    fresh.add(mark);
                }
            } else if (!mark.equals(old)) {
                edited.add(mark);
            }
        }
        var gone = new HashSet<String>();
        for (var mark : before.marks) {
            if (!has(mark.entryId()) && !endsBefore(mark)) {
                gone.add(mark.entryId());
            }
        }
        return new Difference(fresh, edited, gone.stream().sorted().toList());
    }

    /// What there is after some placements changed; empty where that does not follow from this stand and them.
    ///
    /// @param entryIds of those that changed
    /// @param stored   their placements now, save those that are gone
    Optional<Stand> after(Set<String> entryIds, Collection<Placement> stored) {
        if (reach == null || !stored.stream().allMatch(reach::carries)) {
            return Optional.empty();
        }
        var all = new HashMap<>(byEntry);
        all.keySet().removeAll(entryIds);
        stored.stream().filter(reach::has).map(Mark::of).forEach(mark -> all.put(mark.entryId(), mark));
        if (hasOlder && entryIds.stream().anyMatch(entryId -> hasLeft(byEntry.get(entryId), all.get(entryId)))) {
            // One from behind the end takes its place, and which is not known here, nor whether there is one.
            return Optional.empty();
        }
        return Optional.of(first(all.values().stream().sorted(Mark.ORDER).toList(), reach));
    }

    private static boolean hasLeft(@Nullable Mark before, @Nullable Mark now) {
        return now == null || (before != null && now.rank != before.rank);
    }

    private Stand first(List<Mark> all, Reach within) {
        var page = all.size() > within.items() ? all.subList(0, within.items()) : all;
        if (within.days() > 0 && !page.isEmpty()) {
            long oldest = page.getFirst().rank - Duration.ofDays(within.days()).toMillis();
            page = page.stream().filter(mark -> mark.rank >= oldest).toList();
        }
        return new Stand(page, hasOlder || page.size() < all.size(), within);
    }

    /// Whether the page ends before it: what comes after the end is older, never new, and not gone.
    private boolean endsBefore(Mark mark) {
        return hasOlder && !marks.isEmpty() && mark.isAfter(marks.getLast());
    }

    private static String hash(String text, int characters) {
        return Ids.contentHash(text.getBytes(StandardCharsets.UTF_8)).substring(0, characters);
    }
}
