package dev.orrery.publisher.library;

import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of its planet's placements a view has, as its planet was defined when it was read.
///
/// @param items         how many its first page has at most
/// @param days          how far back that reaches from its newest post; 0 for any time
/// @param subscriptions that the planet carries
record Reach(View view, int items, int days, ZoneId zone, Set<String> subscriptions) {
    static Reach of(Planet planet, View view, int items) {
        return new Reach(
                view,
                items,
                view.isWhole() ? 0 : planet.days(),
                Zones.of(planet.timezone()),
                planet.subscriptions().stream().map(Subscription::id).collect(Collectors.toUnmodifiableSet()));
    }

    boolean carries(Placement placement) {
        return subscriptions.contains(placement.subscription());
    }

    /// The same that [Selection] asks the database for.
    boolean has(Placement placement) {
        return isReached(placement)
                && switch (view) {
                    case View.Latest() -> true;
                    case View.Tagged(var tag) ->
                        placement.tags().stream()
                                .anyMatch(placed -> placed.tag().equals(tag));
                    case View.By(var author) ->
                        placement.entry().authors().stream()
                                .anyMatch(name -> Names.inAddress(name).equals(author));
                    case View.From(var subscription) -> placement.subscription().equals(subscription);
                    case View.In(var month) ->
                        !placement.rankAt().isBefore(start(month.atDay(1)))
                                && placement
                                        .rankAt()
                                        .isBefore(start(month.plusMonths(1).atDay(1)));
                    case View.On(var day) -> placement.rankAt().isBefore(start(day.plusDays(1)));
                    case View.Single(var entryId) -> placement.entryId().equals(entryId);
                };
    }

    private boolean isReached(Placement placement) {
        return placement.outcome() == Outcome.SHOWN || (view.isWhole() && placement.outcome() == Outcome.COLLAPSED);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
