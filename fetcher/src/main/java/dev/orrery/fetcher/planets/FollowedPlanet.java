package dev.orrery.fetcher.planets;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.fetcher.poll.CarriedFeeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.StatelessSession;

/// A planet as its file has it, with the feeds that the addresses in it have come to be.
final class FollowedPlanet {
    private FollowedPlanet() {}

    /// Where two subscriptions come to be one feed, one of them counts, by the rule by which readers of the topic
    /// choose: the first that is not paused, else the first.
    static Planet of(StatelessSession session, Planet planet) {
        var ids = planet.subscriptions().stream().map(Subscription::feedId).toList();
        var aliases = CarriedFeeds.aliases(session, ids);
        if (aliases.isEmpty()) {
            return planet;
        }
        var kept = new LinkedHashMap<String, Subscription>();
        for (var subscription : planet.subscriptions()) {
            var id = aliases.getOrDefault(subscription.feedId(), subscription.feedId());
            kept.merge(
                    id,
                    subscription.withFeed(id),
                    (one, other) -> one.state() == State.PAUSED && other.state() != State.PAUSED ? other : one);
        }
        return planet.withSubscriptions(new ArrayList<>(kept.values()));
    }

    /// What was agreed for an address goes on for the feed that it has come to be.
    static Map<String, FeedTerms> terms(StatelessSession session, Map<String, FeedTerms> terms) {
        var followed = new HashMap<>(terms);
        CarriedFeeds.aliases(session, terms.keySet())
                .forEach((former, id) -> followed.putIfAbsent(id, terms.get(former)));
        return followed;
    }
}
