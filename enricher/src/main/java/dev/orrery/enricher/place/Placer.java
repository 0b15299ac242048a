package dev.orrery.enricher.place;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Announcement;
import dev.orrery.events.Placement.From;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Placement.Reason;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides what becomes of an entry on a planet, and says why. For one thread: it keeps planets' rules ready.
public final class Placer {
    /// Raised whenever the same candidate may be placed differently.
    public static final int VERSION = 3;

    private static final Rule RANK = new RankRule();
    private static final Rule SUBSCRIPTION = new SubscriptionRule();
    private static final Rule COLLAPSE = new CollapseRule();
    private static final Rule DUPLICATE = new DuplicateRule();
    private static final Rule MODERATION = new ModerationRule();
    private static final int MOST_READY = 200;

    private final Map<String, Ready> ready = new LinkedHashMap<>();

    private record Ready(Rules rules, PlanetRules ready) {}

    private record Decided(Outcome outcome, List<Reason> reasons, List<PlacedTag> tags) {}

    /// Whether an entry's text has to be read before it can be placed on the planet.
    public static boolean needsText(Planet planet) {
        return PlanetRules.lookAtText(planet);
    }

    /// What becomes of an entry.
    public Outcome outcome(Candidate candidate) {
        return decide(candidate).outcome();
    }

    public Placement place(Candidate candidate) {
        var entry = candidate.entry();
        var decided = decide(candidate);
        boolean isCopy = decided.outcome() == Outcome.DUPLICATE;
        var original = isCopy ? candidate.company().original() : null;
        return new Placement(
                candidate.planet().planet(),
                entry.entryId(),
                entry.feedId(),
                candidate.subscription().id(),
                decided.outcome(),
                entry.rankAt(),
                original == null ? null : original.entryId(),
                decided.reasons(),
                decided.tags(),
                from(candidate),
                announcement(entry, candidate.subscription()));
    }

    private Decided decide(Candidate candidate) {
        var subscription = candidate.subscription();
        var rules = rulesOf(candidate.planet());
        var tags = rules.tagger().given(candidate.entry(), subscription.tags());
        var post = new Post(candidate.entry(), subscription, candidate.text(), tags.keySet());
        rules.tagger().byRules(post, tags);
        var outcome = Outcome.SHOWN;
        var reasons = new ArrayList<Reason>();
        for (var rule : inOrder(rules, subscription, post)) {
            var ruling = rule.look(candidate).orElse(null);
            if (ruling != null) {
                reasons.add(ruling.reason());
                outcome = ruling.outcome() == null ? outcome : ruling.outcome();
            }
        }
        return new Decided(outcome, reasons, List.copyOf(tags.values()));
    }

    /// Of those that decide, the last one counts.
    private static List<Rule> inOrder(PlanetRules rules, Subscription subscription, Post post) {
        var filters = rules.filters();
        var own = rules.filtersOf(subscription);
        return List.of(
                RANK,
                SUBSCRIPTION,
                _ -> filters.include(post),
                _ -> filters.exclude(post),
                _ -> own.include(post),
                _ -> own.exclude(post),
                COLLAPSE,
                DUPLICATE,
                MODERATION);
    }

    private PlanetRules rulesOf(Planet planet) {
        var known = ready.get(planet.planet());
        if (known != null && known.rules().equals(planet.decidesBy())) {
            return known.ready();
        }
        if (ready.size() >= MOST_READY) {
            ready.clear();
        }
        var rules = new PlanetRules(planet.decidesBy());
        ready.put(planet.planet(), new Ready(planet.decidesBy(), rules));
        return rules;
    }

    private static From from(Candidate candidate) {
        var verdict = candidate.verdict();
        return new From(
                candidate.entry().revision(), candidate.planet().revision(), verdict == null ? null : verdict.at());
    }

    private static Announcement announcement(Entry entry, Subscription subscription) {
        return new Announcement(
                entry.title(), entry.link(), Post.names(entry, subscription), entry.publishedAt(), entry.summary());
    }
}
