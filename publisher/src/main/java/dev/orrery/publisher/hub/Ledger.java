package dev.orrery.publisher.hub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orrery.events.HubSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who is subscribed, as the topic says. Every publisher knows all.
final class Ledger {
    /// A delivery that was noted after its subscription had ended would bring it back; so long we know better.
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final int MOST_ENDED = 100_000;

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Cache<String, Long> ended = Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .maximumSize(MOST_ENDED)
            .executor(Runnable::run)
            .build();

    /// @param partition of its record: whoever has that partition delivers
    /// @param ended     whether it is one that had ended and was written once more
    record Held(String id, int partition, HubSubscription subscription, boolean ended) {}

    /// For one thread.
    void put(String id, int partition, HubSubscription subscription) {
        var end = ended.getIfPresent(id);
        boolean over = end != null && subscription.since().toEpochMilli() <= end;
        var before = held.get(id);
        var known = before == null ? subscription : subscription.after(before.subscription);
        held.put(id, new Held(id, partition, known, over));
    }

    /// For one thread.
    ///
    /// @param revision of the tombstone
    void end(String id, long revision) {
        ended.put(id, revision);
        held.remove(id);
    }

    @Nullable
    HubSubscription get(String id) {
        var found = held.get(id);
        return found == null || found.ended ? null : found.subscription;
    }

    /// Those whose records are in these partitions.
    List<Held> in(Set<Integer> partitions) {
        var found = new ArrayList<Held>();
        for (var each : held.values()) {
            if (partitions.contains(each.partition)) {
                found.add(each);
            }
        }
        return found;
    }

    int size() {
        return held.size();
    }

    /// How many have their callback at this host.
    long at(String host) {
        return held.values().stream()
                .filter(each -> host.equals(Crowd.host(each.subscription.callback())))
                .count();
    }

    /// Everything is read anew.
    void clear() {
        held.clear();
        ended.invalidateAll();
    }
}
