package dev.orrery.bench;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.util.List;
import java.util.Map;

/// Planets as simple as they can be: what is measured is not their rules.
public final class Plain {
    private Plain() {}

    /// @param items posts on its page
    public static Planet planet(String slug, String title, int items, List<Subscription> subscriptions) {
        return new Planet(
                slug, 1, title, null, null, null, List.of(), items, 0, "UTC", "en", "modern", Map.of(), subscriptions);
    }

    /// @param url of the feed
    public static Subscription subscription(String id, String feedId, String url, String name) {
        return new Subscription(id, feedId, url, name, null, null, List.of(), Planet.State.ACTIVE, Map.of());
    }
}
