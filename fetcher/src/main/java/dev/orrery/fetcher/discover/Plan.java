package dev.orrery.fetcher.discover;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What is still to be looked at, the most promising first. An address may stand in it more than once, as there may be
/// more than one reason to look at it.
final class Plan {
    private final HttpUrl asked;
    private final Set<Candidate> known = new HashSet<>();
    private final PriorityQueue<Planned> queue = new PriorityQueue<>(
            Comparator.comparingInt((Planned planned) -> planned.candidate.how().stage())
                    .thenComparing(planned -> planned.standing)
                    .thenComparingInt(planned -> planned.turn));

    private record Planned(Candidate candidate, Standing standing, int turn) {}

    /// @param asked what somebody wants the feeds of
    Plan(HttpUrl asked) {
        this.asked = asked;
    }

    void add(Candidate candidate) {
        if (known.add(new Candidate(candidate.url(), candidate.how()))) {
            queue.add(new Planned(candidate, standing(candidate), known.size()));
        }
    }

    /// The usual places are tried in their own order.
    private Standing standing(Candidate candidate) {
        return candidate.how() == How.WELL_KNOWN
                ? Standing.MAIN
                : Standing.of(candidate.url(), candidate.title(), asked);
    }

    void addAll(Collection<Candidate> candidates) {
        candidates.forEach(this::add);
    }

    @Nullable
    Candidate next() {
        var next = queue.poll();
        return next == null ? null : next.candidate;
    }
}
