package dev.orrery.fetcher;

import dev.orrery.events.Ids;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.State;
import dev.orrery.events.Planet.Subscription;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Planets with nothing but feeds.
public final class TestPlanets {
    private TestPlanets() {}

    public static Planet planet(String slug, String... feeds) {
        var subscriptions = Stream.of(feeds)
                .map(feed -> new Subscription(
                        Ids.feedId(feed),
                        Ids.feedId(feed),
                        feed,
                        "Somebody",
                        null,
                        null,
                        List.of(),
                        State.ACTIVE,
                        Map.of()))
                .toList();
        return new Planet(
                slug,
                0,
                "Planet " + slug,
                null,
                null,
                null,
                List.of(),
                60,
                0,
                "UTC",
                "en",
                "modern",
                Map.of(),
                subscriptions);
    }
}
