package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry.Removed;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Counts what was taken out.
final class Removals {
    private static final Comparator<Removed> MOST_FREQUENT =
            Comparator.comparing(Removed::count).reversed().thenComparing(Removed::what);

    private final TreeMap<String, Integer> counts = new TreeMap<>();

    /// @param what the kind; empty for what nobody would miss
    void count(String what) {
        if (!what.isEmpty()) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    List<Removed> mostFrequentFirst() {
        return counts.entrySet().stream()
                .map(each -> new Removed(each.getKey(), each.getValue()))
                .sorted(MOST_FREQUENT)
                .toList();
    }
}
