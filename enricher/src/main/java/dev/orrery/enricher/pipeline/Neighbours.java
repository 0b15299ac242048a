package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.place.Limits;
import dev.orrery.enricher.store.Group;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.StoredPlanet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What else is to be placed anew when some entries were stored: all placements that may look at one of them.
final class Neighbours {
    private final View view;
    private final Set<PlacementKey> keys = new LinkedHashSet<>();

    private Neighbours(View view) {
        this.view = view;
    }

    /// @param entries as they are stored now
    /// @param left    groups that some of them were in before
    static Set<PlacementKey> of(View view, Collection<StoredEntry> entries, Collection<String> left) {
        var neighbours = new Neighbours(view);
        neighbours.collect(entries, left);
        return neighbours.keys;
    }

    private void collect(Collection<StoredEntry> entries, Collection<String> left) {
        wantCarriers(entries);
        wantGroups(entries, left);
        for (var id : left) {
            addEverywhere(entries(view.group(id).members()));
        }
        for (var entry : entries) {
            for (var planet : carriers(entry)) {
                var crowd = crowd(planet, entry);
                addOn(planet, crowd);
                addAlike(planet, entry);
                crowd.forEach(each -> addAlike(planet, each));
            }
        }
    }

    private void wantCarriers(Collection<StoredEntry> entries) {
        var groups = new HashSet<String>();
        entries.forEach(entry -> groups.add(GroupIds.carriers(entry.feedId())));
        view.wantGroups(groups);
        var slugs = new HashSet<String>();
        groups.forEach(group -> slugs.addAll(view.group(group).members()));
        view.wantPlanets(slugs);
    }

    private void wantGroups(Collection<StoredEntry> entries, Collection<String> left) {
        var groups = new HashSet<>(left);
        for (var entry : entries) {
            groups.addAll(entry.likeness().keys());
            groups.add(GroupIds.day(entry));
            groups.add(GroupIds.first(entry.feedId()));
        }
        view.wantGroups(groups);
        var members = new HashSet<String>();
        groups.stream()
                .map(view::group)
                .filter(group -> group.kind() == Group.Kind.ALIKE)
                .forEach(group -> members.addAll(group.members()));
        view.wantEntries(members);
    }

    /// The entries of its feed that may be shown or not because it is.
    private List<StoredEntry> crowd(StoredPlanet planet, StoredEntry entry) {
        var subscription = planet.subscriptions().get(entry.feedId());
        if (subscription == null || planet.value() == null) {
            return List.of();
        }
        var limits = Limits.of(planet.value(), subscription);
        var ids = new LinkedHashSet<String>();
        var window = Companies.window(view, limits.burst(), entry);
        if (window.size() > limits.burst().entries()) {
            window.forEach(member -> ids.add(Group.entryOf(member)));
        }
        var most = limits.firstImport();
        if (most != null) {
            ids.addAll(imported(entry, most));
        }
        ids.remove(entry.entryId());
        return entries(ids);
    }

    private List<String> imported(StoredEntry entry, int most) {
        var times = view.group(GroupIds.first(entry.feedId())).members();
        var members = times.size() == 1 ? Companies.firstPoll(view, entry) : ofAll(entry.feedId(), times);
        return times.size() == 1 && members.size() <= most
                ? List.of()
                : members.stream().map(Group::entryOf).toList();
    }

    /// What was first taken for the first poll, and what is.
    private List<String> ofAll(String feed, List<String> times) {
        var groups = times.stream().map(time -> GroupIds.imported(feed, time)).toList();
        view.wantGroups(groups);
        return groups.stream()
                .flatMap(group -> view.group(group).members().stream())
                .toList();
    }

    private void addAlike(StoredPlanet planet, StoredEntry entry) {
        var keys = entry.likeness().keys();
        view.wantGroups(keys);
        var ids = new LinkedHashSet<String>();
        keys.forEach(key -> ids.addAll(view.group(key).members()));
        ids.remove(entry.entryId());
        addOn(planet, entries(ids));
    }

    private void addOn(StoredPlanet planet, Collection<StoredEntry> entries) {
        for (var entry : entries) {
            if (planet.feeds().contains(entry.feedId())) {
                keys.add(new PlacementKey(planet.slug(), entry.entryId()));
            }
        }
    }

    private void addEverywhere(Collection<StoredEntry> entries) {
        wantCarriers(entries);
        entries.forEach(entry -> carriers(entry).forEach(planet -> addOn(planet, List.of(entry))));
    }

    private List<StoredPlanet> carriers(StoredEntry entry) {
        var planets = new ArrayList<StoredPlanet>();
        for (var slug : view.group(GroupIds.carriers(entry.feedId())).members()) {
            var planet = view.planet(slug);
            if (planet != null && planet.feeds().contains(entry.feedId())) {
                planets.add(planet);
            }
        }
        return planets;
    }

    private List<StoredEntry> entries(Collection<String> ids) {
        view.wantEntries(ids);
        return ids.stream().map(view::entry).filter(Objects::nonNull).toList();
    }
}
