package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.enrich.PlainWords;
import dev.orrery.enricher.place.Candidate;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.PlacementRev;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.StoredVerdict;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.Placement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is stored, as far as some placements depend on it, as it was at one reading.
final class Inputs {
    private final Map<String, StoredEntry> entries;
    private final Map<String, StoredPlanet> planets;
    private final Map<String, StoredVerdict> verdicts;
    private final Set<PlacementKey> keys;
    private final Map<String, String> texts;

    private Inputs(
            Map<String, StoredEntry> entries,
            Map<String, StoredPlanet> planets,
            Map<String, StoredVerdict> verdicts,
            Set<PlacementKey> keys,
            Map<String, String> texts) {
        this.entries = entries;
        this.planets = planets;
        this.verdicts = verdicts;
        this.keys = keys;
        this.texts = texts;
    }

    /// What is to become of an entry on a planet.
    ///
    /// @param placement null if it has no place there
    /// @param owed      there is no place, but there would be if the entry were not withdrawn
    /// @param revision  of what took it away, if something did
    record Decision(PlacementKey key, String rev, @Nullable Placement placement, boolean owed, long revision) {}

    /// @param known entries that were stored just now, so that they need not be read
    static Inputs read(Stores stores, Scope scope, Map<String, StoredEntry> known) {
        return read(stores, scope, known, Map.of());
    }

    /// @param instead planets that count in the place of what is stored of them
    static Inputs read(Stores stores, Scope scope, Map<String, StoredEntry> known, Map<String, StoredPlanet> instead) {
        var wanted = scope.allEntries();
        var entries = new HashMap<String, StoredEntry>();
        var unknown = new HashSet<String>();
        for (var id : wanted) {
            var entry = known.get(id);
            if (entry == null) {
                unknown.add(id);
            } else {
                entries.put(id, entry);
            }
        }
        entries.putAll(stores.entries().readWithoutMarkup(unknown));
        var planets = stores.planets().read(feedsOf(entries, scope.entries()), scope.planets());
        planets.putAll(instead);
        var keys = keys(entries, planets, scope);
        var texts = texts(stores, entries, entriesToRead(keys, planets));
        return new Inputs(entries, planets, stores.verdicts().read(keys), keys, texts);
    }

    /// Those whose text a planet's rules ask for: of most planets, none.
    private static Set<String> entriesToRead(Set<PlacementKey> keys, Map<String, StoredPlanet> planets) {
        var asking = new HashSet<String>();
        for (var planet : planets.values()) {
            if (planet.value() != null && Placer.needsText(planet.value())) {
                asking.add(planet.slug());
            }
        }
        var ids = new HashSet<String>();
        for (var key : keys) {
            if (asking.contains(key.planet())) {
                ids.add(key.entryId());
            }
        }
        return ids;
    }

    /// @param entries what is read now takes the place of what was read before: text and rev belong together
    private static Map<String, String> texts(Stores stores, Map<String, StoredEntry> entries, Set<String> wanted) {
        var texts = new HashMap<String, String>();
        var unread = new HashSet<String>();
        for (var id : wanted) {
            var entry = entries.get(id);
            if (entry != null && entry.value() != null && entry.value().html() != null) {
                texts.put(id, PlainWords.of(entry.value().html()));
            } else if (entry != null && entry.value() != null) {
                unread.add(id);
            }
        }
        stores.entries().readWithMarkup(unread, (entry, html) -> {
            entries.put(entry.entryId(), entry);
            texts.put(entry.entryId(), PlainWords.of(html));
        });
        return texts;
    }

    Set<PlacementKey> keys() {
        return keys;
    }

    Map<String, Decision> decide(Placer placer) {
        var decisions = new LinkedHashMap<String, Decision>();
        for (var key : keys) {
            decisions.put(key.id(), decide(key, placer));
        }
        return decisions;
    }

    /// What somebody wrote since this was read.
    ///
    /// @param entries those that are newer now
    /// @param keys    those on which a decision would be made on something else now
    record Changes(Set<String> entries, Set<PlacementKey> keys) {}

    Changes since(Stores stores, Collection<Decision> decisions) {
        var entriesNow = stores.entries().revs(entries.keySet());
        var planetsNow = stores.planets().revs(planets.keySet());
        var verdictsNow =
                stores.verdicts().revs(keys.stream().map(PlacementKey::id).toList());
        var changes = new Changes(new HashSet<>(), new LinkedHashSet<>());
        entries.forEach((id, entry) -> {
            if (!entry.rev().equals(entriesNow.get(id))) {
                changes.entries().add(id);
            }
        });
        for (var decision : decisions) {
            var key = decision.key();
            var now = PlacementRev.of(
                    entriesNow.getOrDefault(key.entryId(), ""),
                    planetsNow.getOrDefault(key.planet(), ""),
                    verdictsNow.getOrDefault(key.id(), ""),
                    Placer.VERSION);
            if (!now.equals(decision.rev())) {
                changes.keys().add(key);
            }
        }
        return changes;
    }

    private Decision decide(PlacementKey key, Placer placer) {
        var entry = entries.get(key.entryId());
        var planet = planets.get(key.planet());
        var verdict = verdicts.get(key.id());
        var rev = PlacementRev.of(
                entry == null ? "" : entry.rev(),
                planet == null ? "" : planet.rev(),
                verdict == null ? "" : verdict.rev(),
                Placer.VERSION);
        var subscription =
                entry == null || planet == null ? null : planet.subscriptions().get(entry.feedId());
        if (entry == null || planet == null || planet.value() == null || subscription == null) {
            return new Decision(key, rev, null, false, planet == null ? 0 : planet.revision());
        }
        if (entry.value() == null) {
            return new Decision(key, rev, null, true, entry.revision());
        }
        var placement = placer.place(new Candidate(
                entry.value(),
                planet.value(),
                subscription,
                verdict == null ? null : verdict.value(),
                texts.getOrDefault(key.entryId(), "")));
        return new Decision(key, rev, placement, false, 0);
    }

    private static Set<PlacementKey> keys(
            Map<String, StoredEntry> entries, Map<String, StoredPlanet> planets, Scope scope) {
        var keys = new LinkedHashSet<PlacementKey>();
        for (var id : scope.entries()) {
            var entry = entries.get(id);
            for (var planet : planets.values()) {
                if (entry != null && planet.feeds().contains(entry.feedId())) {
                    keys.add(new PlacementKey(planet.slug(), id));
                }
            }
        }
        keys.addAll(scope.keys());
        return keys;
    }

    private static Set<String> feedsOf(Map<String, StoredEntry> entries, Collection<String> ids) {
        var feeds = new HashSet<String>();
        for (var id : ids) {
            var entry = entries.get(id);
            if (entry != null) {
                feeds.add(entry.feedId());
            }
        }
        return feeds;
    }
}
