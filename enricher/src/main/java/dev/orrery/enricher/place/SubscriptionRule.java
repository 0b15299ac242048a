package dev.orrery.enricher.place;

import dev.orrery.enricher.enrich.Authors;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.Reason;
import java.util.Optional;

/// The planet carries the feed, has it on probation, or has paused it.
final class SubscriptionRule implements Rule {
    private static final String NAME = "subscription";

    @Override
    public Optional<Ruling> look(Candidate candidate) {
        var subscription = candidate.subscription();
        var name = Authors.withoutMail(subscription.name());
        var ruling =
                switch (subscription.state()) {
                    case ACTIVE -> new Ruling(new Reason(NAME, "pass", "carried through “%s”".formatted(name)), null);
                    case PROBATION ->
                        new Ruling(
                                new Reason(
                                        NAME,
                                        "quarantine",
                                        "“%s” is on probation: held back until the owner lets it through"
                                                .formatted(name)),
                                Outcome.QUARANTINED);
                    case PAUSED ->
                        new Ruling(new Reason(NAME, "hide", "“%s” is paused".formatted(name)), Outcome.HIDDEN);
                };
        return Optional.of(ruling);
    }
}
