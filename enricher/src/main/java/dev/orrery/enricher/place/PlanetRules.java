package dev.orrery.enricher.place;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Rules;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A planet's rules, made ready to be asked of many entries, by one thread.
final class PlanetRules {
    private final Tagger tagger;
    private final Filters filters;
    private final Map<Rules, Filters> ofSubscriptions = new HashMap<>();

    PlanetRules(Rules rules) {
        tagger = new Tagger(rules);
        filters = new Filters("", rules, tagger::written);
    }

    /// Whether what becomes of an entry there may depend on its text, so that it has to be read.
    static boolean lookAtText(Planet planet) {
        return Stream.concat(
                        Stream.of(planet.decidesBy()),
                        planet.subscriptions().stream().map(Subscription::decidesBy))
                .anyMatch(PlanetRules::lookAtText);
    }

    private static boolean lookAtText(Rules rules) {
        return rules.tagRules().stream().anyMatch(rule -> Asking.looksAtText(rule.when()))
                || Stream.concat(rules.include().stream(), rules.exclude().stream())
                        .anyMatch(filter -> Asking.looksAtText(filter.when()));
    }

    Tagger tagger() {
        return tagger;
    }

    /// The planet's own.
    Filters filters() {
        return filters;
    }

    Filters filtersOf(Subscription subscription) {
        return ofSubscriptions.computeIfAbsent(
                subscription.decidesBy(), own -> new Filters("subscription-", own, tagger::written));
    }
}
