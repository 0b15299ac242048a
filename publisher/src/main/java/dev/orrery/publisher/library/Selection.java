package dev.orrery.publisher.library;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The posts of one view of one planet, a page at a time. The planet's own page reaches back as far as its definition
/// says; all else pages back to the first post.
final class Selection {
    /// What a page can be made of at most, whatever its planet says.
    private static final int MAX_ITEMS = 500;

    private static final String RANK = "rankAt";
    private static final String TAGS = "value.tags.tag";
    private static final String AUTHORS = "value.entry.authors";

    private final Generation generation;
    private final Planet planet;
    private final View view;

    /// Some of the view's posts.
    record Page(Scope scope, List<Post> posts) {}

    Selection(Generation generation, Planet planet, View view) {
        this.generation = generation;
        this.planet = planet;
        this.view = view;
    }

    /// Empty where the view has no such page.
    Optional<Page> page(int number) {
        return found(number)
                .map(found -> new Page(
                        new Scope(view, name(found.placements), number, found.hasOlder), placedPosts(found.placements)))
                .filter(page -> !(view instanceof View.Single && page.posts().isEmpty()));
    }

    /// What is on the first page; empty where there is none.
    Optional<Stand> stand() {
        var reach = Reach.of(planet, view, size());
        return found(1).map(found ->
                Stand.of(found.placements.stream().filter(reach::carries).toList(), found.hasOlder, reach));
    }

    private record Found(List<Placement> placements, boolean hasOlder) {}

    private Optional<Found> found(int number) {
        var filter = filter();
        if (filter == null) {
            return Optional.empty();
        }
        int size = size();
        var found = placements(filter, skipped(filter, number, size), size + 1);
        boolean older = found.size() > size;
        var placements = new ArrayList<>(older ? found.subList(0, size) : found);
        if (number == 1 && isOfLastDays()) {
            older |= dropTooOld(placements);
        }
        if (placements.isEmpty() && !(number == 1 && isThereWithoutPosts())) {
            return Optional.empty();
        }
        return Optional.of(new Found(placements, older));
    }

    /// Of these entries, those that are on the planet, whatever the view.
    List<Post> posts(List<String> entryIds) {
        var placements = generation.byId(
                Projection.PLACEMENTS,
                entryIds.stream()
                        .map(entryId -> Placement.key(planet.planet(), entryId))
                        .toList(),
                Placement.class);
        return placedPosts(entryIds.stream()
                .map(entryId -> placements.get(Placement.key(planet.planet(), entryId)))
                .filter(Objects::nonNull)
                .filter(Selection::isPublic)
                .toList());
    }

    /// How many posts stand on the pages before. The first page may be shorter than others, so that what is too old for
    /// it begins the second.
    private long skipped(Bson filter, int number, int size) {
        if (number == 1) {
            return 0;
        }
        if (!isOfLastDays()) {
            return (long) (number - 1) * size;
        }
        var first = placements(filter, 0, size);
        dropTooOld(first);
        return first.size() + (long) (number - 2) * size;
    }

    /// A planet, or a blog that it carries, may have posted nothing yet.
    private boolean isThereWithoutPosts() {
        return switch (view) {
            case View.Latest() -> true;
            case View.From(var id) ->
                planet.subscriptions().stream().anyMatch(one -> one.id().equals(id));
            case View.Tagged _, View.By _, View.In _, View.On _, View.Single _ -> false;
        };
    }

    private boolean isOfLastDays() {
        return planet.days() > 0 && !view.isWhole();
    }

    /// How many there are, at least one.
    int pages() {
        var filter = filter();
        if (filter == null) {
            return 1;
        }
        long posts = generation.collection(Projection.PLACEMENTS).countDocuments(filter);
        long onFirst = skipped(filter, 2, size());
        return Math.toIntExact(1 + Math.ceilDiv(Math.max(0, posts - onFirst), size()));
    }

    private int size() {
        return Math.clamp(planet.items(), 1, MAX_ITEMS);
    }

    private List<Placement> placements(Bson filter, long skip, int most) {
        var query = generation
                .collection(Projection.PLACEMENTS)
                .find(filter)
                .sort(Sorts.orderBy(Sorts.descending(RANK), Sorts.ascending("_id")))
                .skip(Math.toIntExact(Math.min(skip, Integer.MAX_VALUE)))
                .limit(most);
        var placements = generation.found(Projection.PLACEMENTS, query, Placement.class);
        placements.removeIf(placement -> !isPublic(placement));
        return placements;
    }

    private static boolean isPublic(Placement placement) {
        return placement.outcome() == Outcome.SHOWN || placement.outcome() == Outcome.COLLAPSED;
    }

    private boolean dropTooOld(List<Placement> placements) {
        if (placements.isEmpty()) {
            return false;
        }
        var oldest = placements.getFirst().rankAt().minus(Duration.ofDays(planet.days()));
        return placements.removeIf(placement -> placement.rankAt().isBefore(oldest));
    }

    private @Nullable Bson filter() {
        var carried = Filters.and(
                Filters.eq("planet", planet.planet()),
                Filters.eq("outcome", view.isWhole() ? Library.REACHED : "shown"));
        return switch (view) {
            case View.Latest() -> carried;
            case View.Tagged(var tag) -> Filters.and(carried, Filters.eq(TAGS, tag));
            case View.By(var author) -> {
                var names = names(carried, author);
                yield names.isEmpty() ? null : Filters.and(carried, Filters.in(AUTHORS, names));
            }
            case View.From(var subscription) -> Filters.and(carried, Filters.eq("subscription", subscription));
            case View.In(var month) ->
                Filters.and(
                        carried,
                        Filters.gte(RANK, start(month.atDay(1))),
                        Filters.lt(RANK, start(month.plusMonths(1).atDay(1))));
            case View.On(var day) -> Filters.and(carried, Filters.lt(RANK, start(day.plusDays(1))));
            // By nothing but the key, or the embedded server looks at every placement.
            case View.Single(var entryId) -> Filters.eq("_id", Placement.key(planet.planet(), entryId));
        };
    }

    /// Who stands so in addresses.
    private List<String> names(Bson carried, String author) {
        var names = new ArrayList<String>();
        for (var name : generation.collection(Projection.PLACEMENTS).distinct(AUTHORS, carried, String.class)) {
            if (name != null && Names.inAddress(name).equals(author)) {
                names.add(name);
            }
        }
        return names;
    }

    private @Nullable String name(List<Placement> placements) {
        return switch (view) {
            case View.Tagged(var tag) ->
                placements.stream()
                        .flatMap(placement -> placement.tags().stream())
                        .filter(placed -> placed.tag().equals(tag))
                        .map(Placement.PlacedTag::label)
                        .findFirst()
                        .orElse(tag);
            case View.By(var author) ->
                placements.stream()
                        .flatMap(placement -> placement.entry().authors().stream())
                        .filter(name -> Names.inAddress(name).equals(author))
                        .findFirst()
                        .orElse(author);
            case View.From(var id) ->
                planet.subscriptions().stream()
                        .filter(subscription -> subscription.id().equals(id))
                        .map(Subscription::name)
                        .findFirst()
                        .orElse(id);
            case View.Latest _, View.In _, View.On _, View.Single _ -> null;
        };
    }

    private List<Post> placedPosts(List<Placement> placements) {
        var entries = generation.byId(
                Projection.ENTRIES, placements.stream().map(Placement::entryId).toList(), Entry.class);
        var subscriptions = new HashMap<String, Subscription>();
        planet.subscriptions().forEach(subscription -> subscriptions.put(subscription.id(), subscription));
        var posts = new ArrayList<Post>();
        for (var placement : placements) {
            var entry = entries.get(placement.entryId());
            var subscription = subscriptions.get(placement.subscription());
            // Entries, planets and placements change one after the other: what has lost its other half is on its way
            // out.
            if (entry != null && subscription != null) {
                posts.add(new Post(entry, placement, subscription));
            }
        }
        return posts;
    }

    private Date start(LocalDate day) {
        return Date.from(day.atStartOfDay(Zones.of(planet.timezone())).toInstant());
    }
}
