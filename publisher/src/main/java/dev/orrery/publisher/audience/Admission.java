package dev.orrery.publisher.audience;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts who listens, and lets nobody in beyond the [Limits].
final class Admission {
    private final Limits limits;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> planets = new ConcurrentHashMap<>();
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

    Admission(Limits limits) {
        this.limits = limits;
    }

    /// Whoever is let in must [#leave] by the same names.
    boolean enter(String planet, String address) {
        if (all.incrementAndGet() > limits.all()) {
            all.decrementAndGet();
            return false;
        }
        if (!add(planets, planet, limits.perPlanet())) {
            all.decrementAndGet();
            return false;
        }
        if (!add(addresses, address, limits.perAddress())) {
            remove(planets, planet);
            all.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave(String planet, String address) {
        remove(addresses, address);
        remove(planets, planet);
        all.decrementAndGet();
    }

    int count() {
        return all.get();
    }

    private static boolean add(Map<String, Integer> counts, String name, int most) {
        var added = new AtomicBoolean();
        counts.compute(name, (_, n) -> {
            int before = n == null ? 0 : n;
            added.set(before < most);
            return before < most ? Integer.valueOf(before + 1) : n;
        });
        return added.get();
    }

    private static void remove(Map<String, Integer> counts, String name) {
        counts.computeIfPresent(name, (_, n) -> n == 1 ? null : n - 1);
    }
}
