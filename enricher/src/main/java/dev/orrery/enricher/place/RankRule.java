package dev.orrery.enricher.place;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement.Reason;
import java.time.Instant;
import java.util.Optional;

/// Says why the entry stands where it does in time. It hides nothing: the fetcher has set the entry's place
/// once and for all, and what that followed from can still be seen by the entry's dates.
final class RankRule implements Rule {
    private static final String NAME = "rank";

    /// Older dates are what programs write for “never”, as the fetcher has it too.
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

    @Override
    public Optional<Ruling> look(Candidate candidate) {
        return Optional.of(new Ruling(new Reason(NAME, "pass", sentence(candidate.entry())), null));
    }

    private static String sentence(Entry entry) {
        var published = entry.publishedAt();
        var date = published != null ? published : entry.updatedAt();
        if (date == null) {
            return "it bears no date of its own, so it stands where it was first seen";
        }
        if (date.equals(entry.rankAt())) {
            return published != null ? "dated by its author" : "dated by its last change, as it names no other date";
        }
        if (date.isBefore(OLDEST)) {
            return "its date is older than the Web, so it stands where it was first seen";
        }
        return date.isAfter(entry.firstSeenAt())
                ? "its date lies after it was first seen, so it stands where it was first seen"
                : "its date was changed since it was first seen, which moves nothing";
    }
}
