package dev.orrery.enricher.store;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A planet as it is stored.
///
/// @param rev           see [Revs]
/// @param value         absent when the planet was deleted
/// @param subscriptions the one that counts for each feed: the first that is not paused, else the first
public record StoredPlanet(
        String slug, long revision, String rev, @Nullable Planet value, Map<String, Subscription> subscriptions) {

    public static StoredPlanet of(Planet planet, String rev) {
        var subscriptions = new LinkedHashMap<String, Subscription>();
        for (var subscription : planet.subscriptions()) {
            subscriptions.merge(
                    subscription.feedId(),
                    subscription,
                    (one, other) -> one.state() == State.PAUSED && other.state() != State.PAUSED ? other : one);
        }
        return new StoredPlanet(planet.planet(), planet.revision(), rev, planet, subscriptions);
    }

    public static StoredPlanet deleted(String slug, long revision) {
        return new StoredPlanet(slug, revision, Revs.ofRevisionGone(revision), null, Map.of());
    }

    public Set<String> feeds() {
        return subscriptions.keySet();
    }
}
