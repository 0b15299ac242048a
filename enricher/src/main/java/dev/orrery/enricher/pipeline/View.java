package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.enrich.PlainWords;
import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import dev.orrery.enricher.store.StoredVerdict;
import dev.orrery.enricher.store.Stores;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is stored, as far as decisions have asked for it, each document as it was when it was read.
///
/// A decision is a pure function of a view. Where it asks for what was not read yet it is given up, that is read
/// together with all that other decisions lack, and it is made again from the start; so reads are few and large, and
/// nothing has to say beforehand what it will need.
final class View {
    private final @Nullable View parent;
    private final Shelf<StoredEntry> entries = new Shelf<>();
    private final Shelf<StoredPlanet> planets = new Shelf<>();
    private final Shelf<StoredVerdict> verdicts = new Shelf<>();
    private final Shelf<Group> groups = new Shelf<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> unreadTexts = new HashSet<>();
    private final Map<String, PlacementKey> verdictKeys = new HashMap<>();

    View() {
        this(null);
    }

    /// @param parent where to look first for what was not asked for here
    private View(@Nullable View parent) {
        this.parent = parent;
    }

    /// One that starts with nothing asked for, but need not read what was read here.
    View child() {
        return new View(this);
    }

    void know(Collection<StoredEntry> some) {
        some.forEach(entry -> entries.found.put(entry.entryId(), Optional.of(entry)));
    }

    /// Planets as they would be.
    void knowPlanets(Collection<StoredPlanet> some) {
        some.forEach(planet -> planets.found.put(planet.slug(), Optional.of(planet)));
    }

    void knowGroups(Collection<Group> some) {
        some.forEach(group -> groups.found.put(group.id(), Optional.of(group)));
    }

    @Nullable
    StoredEntry entry(String id) {
        return entries.get(id, parent == null ? null : parent.entries);
    }

    @Nullable
    StoredPlanet planet(String slug) {
        return planets.get(slug, parent == null ? null : parent.planets);
    }

    @Nullable
    StoredVerdict verdict(PlacementKey key) {
        verdictKeys.put(key.id(), key);
        return verdicts.get(key.id(), parent == null ? null : parent.verdicts);
    }

    Group group(String id) {
        var group = groups.get(id, parent == null ? null : parent.groups);
        return group == null ? Group.empty(id) : group;
    }

    /// The words of an entry. Should it have changed since it was read here, they are those of another revision; then
    /// this view is not current.
    String text(StoredEntry entry) {
        var value = entry.value();
        var html = value == null ? null : value.html();
        if (html != null) {
            return texts.computeIfAbsent(entry.entryId(), _ -> PlainWords.of(html));
        }
        var text = texts.get(entry.entryId());
        if (text == null) {
            unreadTexts.add(entry.entryId());
            throw new NotRead();
        }
        return text;
    }

    /// Asks for all of them at once.
    void wantEntries(Collection<String> ids) {
        entries.want(ids, parent == null ? null : parent.entries);
    }

    void wantPlanets(Collection<String> slugs) {
        planets.want(slugs, parent == null ? null : parent.planets);
    }

    void wantVerdicts(Collection<PlacementKey> keys) {
        keys.forEach(key -> verdictKeys.put(key.id(), key));
        verdicts.want(keys.stream().map(PlacementKey::id).toList(), parent == null ? null : parent.verdicts);
    }

    void wantGroups(Collection<String> ids) {
        groups.want(ids, parent == null ? null : parent.groups);
    }

    /// The result of a function of this view, once all that it asks for was read.
    <T> T complete(Stores stores, Supplier<T> function) {
        while (true) {
            var result = attempt(function);
            if (result.isPresent()) {
                return result.get();
            }
            load(stores);
        }
    }

    /// Nothing if the function asks for what was not read yet.
    <T> Optional<T> attempt(Supplier<T> function) {
        try {
            return Optional.of(function.get());
        } catch (NotRead e) {
            return Optional.empty();
        }
    }

    /// Reads what was asked for in vain.
    void load(Stores stores) {
        entries.load(stores.entries()::readWithoutMarkup);
        planets.load(stores.planets()::read);
        groups.load(stores.groups()::read);
        stores.entries().readWithMarkup(unreadTexts, (entry, html) -> texts.put(entry.entryId(), PlainWords.of(html)));
        unreadTexts.forEach(id -> texts.putIfAbsent(id, ""));
        unreadTexts.clear();
        verdicts.load(ids -> stores.verdicts()
                .read(ids.stream().map(id -> verdictKeys.get(id)).toList()));
    }

    /// Whether all that was asked for is stored as it was.
    boolean isCurrent(Stores stores) {
        return entries.isCurrent(stores.entries()::revs, StoredEntry::rev)
                && planets.isCurrent(stores.planets()::revs, StoredPlanet::rev)
                && verdicts.isCurrent(stores.verdicts()::revs, StoredVerdict::rev)
                && groups.isCurrent(stores.groups()::revs, Group::rev);
    }

    /// Thrown through a decision that asks for what was not read yet.
    private static final class NotRead extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotRead() {
            super(null, null, false, false);
        }
    }

    /// The documents of a collection, by `_id`; nothing where it is known that there is none.
    private static final class Shelf<T> {
        private final Map<String, Optional<T>> found = new HashMap<>();
        private final Set<String> missing = new HashSet<>();

        @Nullable
        T get(String id, @Nullable Shelf<T> above) {
            if (!has(id, above)) {
                missing.add(id);
                throw new NotRead();
            }
            return found.getOrDefault(id, Optional.empty()).orElse(null);
        }

        void want(Collection<String> ids, @Nullable Shelf<T> above) {
            boolean isAll = true;
            for (var id : ids) {
                if (!has(id, above)) {
                    missing.add(id);
                    isAll = false;
                }
            }
            if (!isAll) {
                throw new NotRead();
            }
        }

        private boolean has(String id, @Nullable Shelf<T> above) {
            if (found.containsKey(id)) {
                return true;
            }
            var known = above == null ? null : above.found.get(id);
            if (known != null) {
                found.put(id, known);
            }
            return known != null;
        }

        void load(Function<Collection<String>, Map<String, T>> read) {
            if (!missing.isEmpty()) {
                var documents = read.apply(missing);
                missing.forEach(id -> found.put(id, Optional.ofNullable(documents.get(id))));
                missing.clear();
            }
        }

        boolean isCurrent(Function<Collection<String>, Map<String, String>> read, Function<T, String> rev) {
            var now = read.apply(found.keySet());
            return found.entrySet().stream()
                    .allMatch(document ->
                            document.getValue().map(rev).orElse("").equals(now.getOrDefault(document.getKey(), "")));
        }
    }
}
