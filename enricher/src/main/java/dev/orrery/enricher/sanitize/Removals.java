package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry.Removed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts what was taken out, and lists it where somebody wants to know.
final class Removals {
    private static final Comparator<Removed> MOST_FREQUENT =
            Comparator.comparing(Removed::count).reversed().thenComparing(Removed::what);

    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private final @Nullable List<Removal> list;

    /// @param listing whether each is kept, not only how many there are
    Removals(boolean listing) {
        list = listing ? new ArrayList<>() : null;
    }

    void count(Reason reason, String thing) {
        if (!reason.what().isEmpty()) {
            counts.merge(reason.what(), 1, Integer::sum);
        }
        if (list != null) {
            list.add(new Removal(reason, thing));
        }
    }

    List<Removed> mostFrequentFirst() {
        return counts.entrySet().stream()
                .map(each -> new Removed(each.getKey(), each.getValue()))
                .sorted(MOST_FREQUENT)
                .toList();
    }

    List<Removal> all() {
        return list == null ? List.of() : list;
    }
}
