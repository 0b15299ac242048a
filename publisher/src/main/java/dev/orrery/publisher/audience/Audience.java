package dev.orrery.publisher.audience;

import dev.orrery.events.Placement;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Names;
import dev.orrery.publisher.library.Stand;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.live.Changes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which views somebody looks at. A record only says that something changed; what is told is what is stored, and
/// records come after it is stored.
public final class Audience implements Changes {
    /// Views that are read at once.
    private static final int READING = 8;

    private final Library library;
    private final Executor executor;
    private final Semaphore reading = new Semaphore(READING);
    private final Map<String, Map<View, Watched>> planets = new ConcurrentHashMap<>();

    /// @param executor where MongoDB is waited for
    public Audience(Library library, Executor executor) {
        this.library = library;
        this.executor = executor;
    }

    /// One more looks at the view; they must [#leave].
    Watched join(String slug, View view) {
        var views = planets.compute(slug, (_, known) -> {
            Map<View, Watched> map = known == null ? new ConcurrentHashMap<>() : known;
            map.computeIfAbsent(view, _ -> watched(slug, view)).count(1);
            return map;
        });
        var watched = views.get(view);
        if (watched == null) {
            throw new IllegalStateException("nobody may have left who has not joined");
        }
        return watched;
    }

    void leave(String slug, View view) {
        planets.computeIfPresent(slug, (_, views) -> {
            views.computeIfPresent(view, (_, watched) -> watched.count(-1) == 0 ? null : watched);
            return views.isEmpty() ? null : views;
        });
    }

    private Watched watched(String slug, View view) {
        var watched = new Watched(slug + " " + view, source(slug, view), executor);
        watched.changed();
        return watched;
    }

    private Watched.Source source(String slug, View view) {
        return new Watched.Source() {
            @Override
            public Optional<Stand> whole() throws InterruptedException {
                return reading(() -> library.stand(slug, view));
            }

            @Override
            public Optional<Stand> after(Stand before, Set<String> entryIds) throws InterruptedException {
                return reading(() -> library.stand(before, slug, entryIds));
            }
        };
    }

    private Optional<Stand> reading(Supplier<Optional<Stand>> source) throws InterruptedException {
        reading.acquire();
        try {
            return source.get();
        } finally {
            reading.release();
        }
    }

    @Override
    public void placed(String slug, String entryId, Supplier<@Nullable Placement> placement) {
        var views = planets.get(slug);
        if (views == null) {
            return;
        }
        var decision = placement.get();
        views.forEach((view, watched) -> {
            if (watched.mayHave(entryId) || (decision != null && mayShow(view, decision))) {
                watched.changed(entryId);
            }
        });
    }

    /// Whether reading the view anew may be worth it. Days begin and end with the planet's time zone, which is not
    /// asked for here, but nowhere a day and more from UTC's.
    private static boolean mayShow(View view, Placement placement) {
        var day = LocalDate.ofInstant(placement.rankAt(), ZoneOffset.UTC);
        return switch (view) {
            case View.Latest() -> true;
            case View.Tagged(var tag) ->
                placement.tags().stream().anyMatch(placed -> placed.tag().equals(tag));
            case View.By(var author) ->
                placement.entry().authors().stream()
                        .anyMatch(name -> Names.inAddress(name).equals(author));
            case View.From(var subscription) -> placement.subscription().equals(subscription);
            case View.In(var month) ->
                !day.isBefore(month.atDay(1).minusDays(1))
                        && !day.isAfter(month.atEndOfMonth().plusDays(1));
            case View.On(var end) -> !day.isAfter(end.plusDays(1));
            case View.Single(var entryId) -> placement.entryId().equals(entryId);
        };
    }

    @Override
    public void planet(String slug) {
        var views = planets.get(slug);
        if (views != null) {
            views.values().forEach(Watched::changed);
        }
    }

    @Override
    public void definition(String slug) {
        planet(slug);
    }

    /// Told on health pages alone, which nobody listens to.
    @Override
    public void health(String feedId) {}

    /// How a feed fares is beside the posts.
    @Override
    public void feed(String feedId) {}

    @Override
    public void everything() {
        planets.keySet().forEach(this::planet);
    }
}
