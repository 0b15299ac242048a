package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.PlacementRev;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Placement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is stored, as far as some placements depend on it, as it was at one reading, and what follows from it.
final class Inputs {
    private final View view;
    private final Scope scope;
    private final Map<String, Decision> decisions;

    private Inputs(View view, Scope scope, Map<String, Decision> decisions) {
        this.view = view;
        this.scope = scope;
        this.decisions = decisions;
    }

    /// What is to become of an entry on a planet.
    ///
    /// @param placement null if it has no place there
    /// @param owed      there is no place, but there may have been one
    /// @param revision  of what took it away, if something did
    record Decision(PlacementKey key, String rev, @Nullable Placement placement, boolean owed, long revision) {}

    /// @param view what is known already; the rest is read
    static Inputs read(Stores stores, Placer placer, Scope scope, View view) {
        var keys = view.complete(stores, () -> keys(view, scope));
        var decisions = new LinkedHashMap<String, Decision>();
        var companies = new Companies(view, placer);
        var pending = keys;
        while (!pending.isEmpty()) {
            var next = new LinkedHashSet<PlacementKey>();
            for (var key : pending) {
                Optional<Decision> decision =
                        view.attempt(() -> new Deciding(view, placer, companies).decide(key, scope.mayHaveBeen(key)));
                decision.ifPresentOrElse(made -> decisions.put(key.id(), made), () -> next.add(key));
            }
            view.load(stores);
            pending = next;
        }
        return new Inputs(view, scope, decisions);
    }

    Map<String, Decision> decisions() {
        return decisions;
    }

    /// What somebody wrote since this was read.
    ///
    /// @param entries those that are newer now
    /// @param keys    those on which a decision would be made otherwise now
    record Changes(Set<String> entries, Set<PlacementKey> keys) {}

    Changes since(Stores stores, Placer placer) {
        var changes = new Changes(new HashSet<>(), new LinkedHashSet<>());
        if (view.isCurrent(stores)) {
            return changes;
        }
        var entriesNow = stores.entries().revs(scope.entries());
        for (var id : scope.entries()) {
            var entry = view.entry(id);
            if (entry == null || !entry.rev().equals(entriesNow.get(id))) {
                changes.entries().add(id);
            }
        }
        var keys = decisions.values().stream().map(Decision::key).toList();
        var now = read(stores, placer, Scope.of(keys), new View()).decisions();
        decisions.forEach((id, decision) -> {
            var other = now.get(id);
            if (other == null || !other.rev().equals(decision.rev())) {
                changes.keys().add(decision.key());
            }
        });
        return changes;
    }

    private static Set<PlacementKey> keys(View view, Scope scope) {
        view.wantEntries(scope.allEntries());
        var groups = new HashSet<String>();
        for (var id : scope.allEntries()) {
            var entry = view.entry(id);
            if (entry != null) {
                groups.add(GroupIds.carriers(entry.feedId()));
                groups.add(GroupIds.first(entry.feedId()));
                groups.add(GroupIds.day(entry));
                groups.addAll(entry.likeness().keys());
            }
        }
        view.wantGroups(groups);
        view.wantPlanets(slugs(view, scope));
        var keys = new LinkedHashSet<PlacementKey>();
        for (var id : scope.entries()) {
            var entry = view.entry(id);
            if (entry != null) {
                carriers(view, entry).forEach(planet -> keys.add(new PlacementKey(planet.slug(), id)));
            }
        }
        keys.addAll(scope.keys());
        keys.addAll(scope.quiet());
        view.wantVerdicts(keys);
        return keys;
    }

    private static Set<String> slugs(View view, Scope scope) {
        var slugs = new HashSet<>(scope.planets());
        for (var id : scope.entries()) {
            var entry = view.entry(id);
            if (entry != null) {
                slugs.addAll(view.group(GroupIds.carriers(entry.feedId())).members());
            }
        }
        return slugs;
    }

    private static List<StoredPlanet> carriers(View view, StoredEntry entry) {
        return view.group(GroupIds.carriers(entry.feedId())).members().stream()
                .map(view::planet)
                .filter(planet -> planet != null && planet.feeds().contains(entry.feedId()))
                .toList();
    }

    /// One decision, as a function of the view.
    private record Deciding(View view, Placer placer, Companies companies) {
        Decision decide(PlacementKey key, boolean mayHaveBeen) {
            var entry = view.entry(key.entryId());
            var planet = view.planet(key.planet());
            var verdict = view.verdict(key);
            var entryRev = entry == null ? "" : entry.rev();
            var planetRev = planet == null ? "" : planet.rev();
            var verdictRev = verdict == null ? "" : verdict.rev();
            var candidate = entry == null || planet == null ? null : companies.candidate(planet, entry);
            if (entry == null || planet == null || candidate == null) {
                var rev = PlacementRev.of(entryRev, planetRev, verdictRev, Placer.VERSION, "");
                boolean isCarried =
                        entry != null && planet != null && planet.feeds().contains(entry.feedId());
                return new Decision(key, rev, null, isCarried || mayHaveBeen, revision(entry, planet, isCarried));
            }
            var company = companies.of(candidate, planet, entry);
            var rev = PlacementRev.of(entryRev, planetRev, verdictRev, Placer.VERSION, company.rev());
            return new Decision(key, rev, placer.place(candidate.with(company)), false, 0);
        }

        /// Of the entry, if it is gone, else of the planet.
        private static long revision(@Nullable StoredEntry entry, @Nullable StoredPlanet planet, boolean isCarried) {
            return isCarried && entry != null ? entry.revision() : planet == null ? 0 : planet.revision();
        }
    }
}
