package dev.orrery.enricher.place;

import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that decides whether an entry is shown.
interface Rule {
    /// What the rule has to say of the entry; nothing if it does not concern it.
    Optional<Ruling> look(Candidate candidate);

    /// @param outcome null where the rule had nothing against the entry and nothing for it
    record Ruling(Reason reason, @Nullable Outcome outcome) {}
}
