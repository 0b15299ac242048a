package dev.orrery.enricher.place;

import dev.orrery.enricher.enrich.Authors;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Verdict;
import java.util.Optional;

/// The owner's word on this one entry. Who said it is not repeated: placements are public.
final class ModerationRule implements Rule {
    private static final String NAME = "moderation";

    @Override
    public Optional<Ruling> look(Candidate candidate) {
        return Optional.ofNullable(candidate.verdict()).map(ModerationRule::ruling);
    }

    private static Ruling ruling(Verdict verdict) {
        return switch (verdict.verdict()) {
            case HIDE -> ruling(verdict, "hide", "the owner hid it", Outcome.HIDDEN);
            case QUARANTINE -> ruling(verdict, "quarantine", "the owner holds it back", Outcome.QUARANTINED);
            case SHOW -> ruling(verdict, "show", "the owner lets it through", Outcome.SHOWN);
            case PIN -> ruling(verdict, "pin", "the owner pinned it", Outcome.SHOWN);
        };
    }

    private static Ruling ruling(Verdict verdict, String word, String sentence, Outcome outcome) {
        var note = verdict.note() == null ? "" : Authors.withoutMail(verdict.note());
        var reason = note.isEmpty()
                ? new Reason(NAME, word, sentence)
                : new Reason(NAME, word, sentence + ": " + note, Facts.note(note));
        return new Ruling(reason, outcome);
    }
}
