package dev.orrery.enricher.sanitize;

import dev.orrery.events.Entry.Removed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what was taken out, and lists it where somebody wants to know.
@SuppressWarnings("EnumOrdinal") // Bits of a set that lives as long as one text.
final class Removals {
    private static final Comparator<Removed> MOST_FREQUENT =
            Comparator.comparing(Removed::count).reversed().thenComparing(Removed::what);

    private static final Reason[] REASONS = Reason.values();

    private final int[] counts = new int[REASONS.length];
    private boolean isAnyCounted;
    private final @Nullable List<Removal> list;

    /// @param listing whether each is kept, not only how many there are
    Removals(boolean listing) {
        list = listing ? new ArrayList<>() : null;
    }

    void count(Reason reason, String thing) {
        if (!reason.what().isEmpty()) {
            counts[reason.ordinal()]++;
            isAnyCounted = true;
        }
        if (list != null) {
            list.add(new Removal(reason, thing));
        }
    }

    List<Removed> mostFrequentFirst() {
        if (!isAnyCounted) {
            return List.of();
        }
        var removed = new ArrayList<Removed>();
        for (var reason : REASONS) {
            int count = counts[reason.ordinal()];
            if (count > 0) {
                removed.add(new Removed(reason.what(), count));
            }
        }
        removed.sort(MOST_FREQUENT);
        return removed;
    }

    List<Removal> all() {
        return list == null ? List.of() : list;
    }
}
