package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What another version of a planet would make of everything that is stored. It decides by the very code that decides
/// when the version is live, and writes nothing.
public final class Rehearsal {
    private static final String DRY_RUN = "";

    private final Stores stores;
    private final Placer placer;

    public Rehearsal(Stores stores, Placer placer) {
        this.stores = stores;
        this.placer = placer;
    }

    /// An entry of which something else would become.
    ///
    /// @param before null if the planet does not have it now
    /// @param after  null if the planet would not have it any more
    public record Change(
            @Nullable Placement before, @Nullable Placement after) {
        public boolean isOfOutcome() {
            return outcome(before) != outcome(after);
        }

        /// Either of them, preferably the later.
        public Placement either() {
            if (after != null) {
                return after;
            }
            if (before == null) {
                throw new IllegalStateException("a change of nothing to nothing");
            }
            return before;
        }

        private static @Nullable Outcome outcome(@Nullable Placement placement) {
            return placement == null ? null : placement.outcome();
        }
    }

    /// @param entries  how many the planet has now or would have
    /// @param changes  how many of them would change
    /// @param newFeeds addresses of feeds of which nothing is stored
    public record Outlook(int entries, int changes, List<String> newFeeds) {
        public Outlook {
            newFeeds = List.copyOf(newFeeds);
        }
    }

    /// @param planet as its file has it
    /// @param each   told of every change, in no order
    public Outlook of(Planet planet, Consumer<Change> each) {
        var stored = stores.planets().read(List.of(planet.planet())).get(planet.planet());
        var changed = StoredPlanet.of(followed(planet, stored), DRY_RUN);
        var tally = new Tally(each);
        stores.placements().strays(changed.slug(), changed.feeds(), Slices.MOST, keys -> look(keys, changed, tally));
        stores.entries().ofFeeds(changed.feeds(), Slices.MOST, ids -> look(keys(changed, ids), changed, tally));
        return new Outlook(tally.entries, tally.changes, newFeeds(changed, tally.feeds));
    }

    private static final class Tally {
        private final Consumer<Change> each;
        private final Set<String> feeds = new HashSet<>();
        private int entries;
        private int changes;

        Tally(Consumer<Change> each) {
            this.each = each;
        }

        void count(Change change) {
            if (change.before() == null && change.after() == null) {
                return;
            }
            entries++;
            feeds.add(change.either().feedId());
            if (differs(change)) {
                changes++;
                each.accept(change);
            }
        }
    }

    private void look(List<PlacementKey> keys, StoredPlanet planet, Tally tally) {
        var view = new View();
        view.knowPlanets(List.of(planet));
        var decisions = Inputs.read(stores, placer, Scope.of(keys), view).decisions();
        var before = stores.placements().read(decisions.keySet());
        decisions.forEach((id, decision) -> tally.count(new Change(before.get(id), decision.placement())));
    }

    private List<String> newFeeds(StoredPlanet planet, Set<String> withEntries) {
        var known = stores.feeds().known(planet.feeds());
        return planet.subscriptions().values().stream()
                .filter(subscription ->
                        !known.contains(subscription.feedId()) && !withEntries.contains(subscription.feedId()))
                .map(Subscription::feedUrl)
                .toList();
    }

    private static List<PlacementKey> keys(StoredPlanet planet, List<String> entries) {
        return entries.stream().map(id -> new PlacementKey(planet.slug(), id)).toList();
    }

    private static boolean differs(Change change) {
        var before = change.before();
        var after = change.after();
        if (before == null || after == null) {
            return before != null || after != null;
        }
        return before.outcome() != after.outcome() || !tags(before).equals(tags(after));
    }

    private static Set<String> tags(Placement placement) {
        return placement.tags().stream().map(PlacedTag::tag).collect(Collectors.toSet());
    }

    /// A feed that has moved, or that proved to be another, is stored under another id than its address in the file
    /// would give it; the planet that is live knows.
    private static Planet followed(Planet planet, @Nullable StoredPlanet stored) {
        if (stored == null || stored.value() == null) {
            return planet;
        }
        var ids = new HashMap<String, String>();
        stored.value().subscriptions().forEach(each -> ids.put(each.id(), each.feedId()));
        return planet.withSubscriptions(planet.subscriptions().stream()
                .map(each -> each.withFeed(ids.getOrDefault(each.id(), each.feedId())))
                .toList());
    }
}
