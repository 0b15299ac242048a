package dev.orrery.publisher.hub;

import dev.orrery.publisher.hub.Newsstand.Issue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells another's hub which feeds have changed, each change by one publisher.
final class Pings {
    private static final Logger LOG = LoggerFactory.getLogger(Pings.class);

    private final String hub;
    private final Predicate<String> ours;
    private final Function<String, List<Issue>> feeds;
    private final Callbacks callbacks;
    private final InstantSource clock;
    private final Executor executor;
    private final Map<String, Instant> changed = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();

    /// @param ours  whether a planet's changes are this publisher's to tell
    /// @param feeds of a planet, as they are now
    Pings(
            String hub,
            Predicate<String> ours,
            Function<String, List<Issue>> feeds,
            Callbacks callbacks,
            InstantSource clock,
            Executor executor) {
        this.hub = hub;
        this.ours = ours;
        this.feeds = feeds;
        this.callbacks = callbacks;
        this.clock = clock;
        this.executor = executor;
    }

    void changed(String planet) {
        changed.put(planet, clock.instant().plus(Delivery.SETTLED));
    }

    /// Tells what is to be told; what the hub does not take is told later. For one thread.
    void round() {
        var now = clock.instant();
        changed.forEach((planet, at) -> {
            if (!now.isBefore(at) && changed.remove(planet, at) && ours.test(planet)) {
                executor.execute(() -> tell(planet));
            }
        });
    }

    private void tell(String planet) {
        for (var feed : feeds.apply(planet)) {
            if (!feed.hash().equals(told.get(feed.address()))) {
                if (callbacks.publish(hub, feed.address())) {
                    told.put(feed.address(), feed.hash());
                } else {
                    LOG.debug("The hub did not take {}.", feed.address());
                    changed.put(planet, clock.instant().plus(Delivery.FIRST_RETRY));
                    return;
                }
            }
        }
    }
}
