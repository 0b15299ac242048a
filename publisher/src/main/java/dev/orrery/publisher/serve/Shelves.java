package dev.orrery.publisher.serve;

import com.mongodb.MongoException;
import dev.orrery.publisher.library.Directory;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.live.Changes;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is kept: the directory, the front page, and a [Shelf] for each planet that was asked for.
public final class Shelves implements Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);

    private final Library library;
    private final Map<Format, Maker> makers;
    private final InstantSource clock;
    private final Executor executor;
    private final BooleanSupplier changesAreHeard;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Kept<Directory> directory;
    private final Kept<Rendering> front;
    private final AtomicBoolean storeIsDown = new AtomicBoolean();
    private volatile @Nullable Directory newest;

    /// @param executor        where MongoDB is waited for
    /// @param changesAreHeard whether the methods of [Changes] are called at present
    public Shelves(
            Library library,
            Map<Format, Maker> makers,
            Pages pages,
            InstantSource clock,
            Executor executor,
            BooleanSupplier changesAreHeard) {
        this.library = library;
        this.makers = makers;
        this.clock = clock;
        this.executor = executor;
        this.changesAreHeard = changesAreHeard;
        this.directory = kept("the directory", () -> newest = library.directory());
        this.front = kept("the front page", () -> front(pages));
    }

    /// Whether the planets are known, read now if need be; not to be asked on the event loop.
    public boolean isReady() {
        return directory.get().handle((_, failure) -> failure == null).join();
    }

    CompletableFuture<Directory> directory() {
        return directory.get();
    }

    CompletableFuture<Rendering> front() {
        return front.get();
    }

    /// Something of a planet, made now if need be.
    public CompletableFuture<Made> get(String slug, Wanted wanted) {
        return shelves.computeIfAbsent(slug, this::shelf).get(wanted);
    }

    private Shelf shelf(String slug) {
        return new Shelf(
                slug, library, makers, clock, (wanted, source) -> kept("planet=" + slug + " " + wanted, source));
    }

    private Rendering front(Pages pages) {
        var planets = library.directory();
        var tallies = library.tallies();
        var newest = tallies.values().stream().map(Tally::newest).max(Comparator.naturalOrder());
        return Rendering.of(Format.PAGE.type(), pages.front(planets, tallies), newest);
    }

    private <T> Kept<T> kept(String what, Callable<T> source) {
        return new Kept<>(() -> told(what, source), clock, executor, changesAreHeard);
    }

    private <T> T told(String what, Callable<T> source) throws Exception {
        try {
            var value = source.call();
            if (storeIsDown.getAndSet(false)) {
                LOG.info("MongoDB answers again.");
            }
            return value;
        } catch (MongoException e) {
            if (!storeIsDown.getAndSet(true)) {
                LOG.warn("MongoDB does not answer; serving what is kept until it does. {}", e.getMessage());
            }
            throw e;
        } catch (Exception e) {
            LOG.error("Cannot make {}.", what, e);
            throw e;
        }
    }

    @Override
    public void planet(String slug) {
        front.changed();
        var known = newest;
        if (known != null && known.planet(slug) == null) {
            // It has posts, so it is there by now, however long ago we heard of it.
            directory.changed();
        }
        var shelf = shelves.get(slug);
        if (shelf != null) {
            shelf.changed();
        }
    }

    @Override
    public void definition(String slug) {
        directory.changed();
        planet(slug);
    }

    @Override
    public void feed(String feedId) {
        for (var shelf : shelves.values()) {
            if (shelf.mayShow(feedId)) {
                shelf.changed();
            }
        }
    }

    @Override
    public void everything() {
        directory.changed();
        front.changed();
        shelves.values().forEach(Shelf::changed);
    }
}
