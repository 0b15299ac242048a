package dev.orrery.enricher.place;

import dev.orrery.enricher.alike.Likeness.Why;
import dev.orrery.enricher.enrich.Authors;
import dev.orrery.enricher.place.Company.Original;
import dev.orrery.events.Placement.Facts;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Placement.SameBy;
import java.util.Optional;

/// The same post came through two feeds: the original is shown, the copy is not.
final class DuplicateRule implements Rule {
    private static final String NAME = "duplicate";

    @Override
    public Optional<Ruling> look(Candidate candidate) {
        return Optional.ofNullable(candidate.company().original())
                .map(original -> new Ruling(
                        new Reason(NAME, "duplicate", sentence(original), Facts.sameBy(fact(original.why()))),
                        Outcome.DUPLICATE));
    }

    private static SameBy fact(Why why) {
        return switch (why) {
            case LINK -> SameBy.LINK;
            case GUID -> SameBy.GUID;
            case TEXT -> SameBy.TEXT;
        };
    }

    private static String sentence(Original original) {
        var by =
                switch (original.why()) {
                    case LINK -> "it has the same link";
                    case GUID -> "it has the same id";
                    case TEXT -> "it has the same text";
                };
        var name = Authors.withoutMail(original.name());
        return original.title() == null
                ? "the same post is shown from “%s”: %s".formatted(name, by)
                : "the same post is shown from “%s”, “%s”: %s"
                        .formatted(name, Authors.withoutMail(original.title()), by);
    }
}
