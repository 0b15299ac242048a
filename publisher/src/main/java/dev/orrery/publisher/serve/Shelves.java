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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is kept: the directory, the front page, and the [Stock] of all planets' renderings, each
/// made by itself when it is asked for, from what is read then and not kept.
public final class Shelves implements Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);

    private static final int MOST_ANSWERS = 8;

    private final Library library;
    private final Map<Format, Maker> makers;
    private final InstantSource clock;
    private final Dates dates;
    private final Stock stock;
    private final Executor executor;
    private final BooleanSupplier changesAreHeard;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Kept<Directory> directory;
    private final Kept<Rendering> front;
    private final AtomicBoolean storeIsDown = new AtomicBoolean();
    private final Semaphore answering = new Semaphore(MOST_ANSWERS);
    private volatile @Nullable Directory newest;

    /// @param executor        where MongoDB is waited for
    /// @param changesAreHeard whether the methods of [Changes] are called at present
    /// @param bytes           that all renderings together may hold
    public Shelves(
            Library library,
            Map<Format, Maker> makers,
            Pages pages,
            InstantSource clock,
            Executor executor,
            BooleanSupplier changesAreHeard,
            long bytes) {
        this.library = library;
        this.makers = makers;
        this.clock = clock;
        this.dates = new Dates(clock);
        this.stock = new Stock(bytes);
        this.executor = executor;
        this.changesAreHeard = changesAreHeard;
        this.directory = kept("the directory", () -> newest = library.directory(), new AtomicLong());
        this.front = kept("the front page", () -> front(pages), new AtomicLong());
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
        var maker = makers.get(wanted.format());
        return maker == null
                ? CompletableFuture.completedFuture(new Made.Missing())
                : stock.get(new Stock.Key(slug, wanted), key -> keep(maker, key));
    }

    /// How many bytes all renderings hold at present.
    long weight() {
        return stock.weight();
    }

    private Kept<Made> keep(Maker maker, Stock.Key key) {
        var shelf = shelves.computeIfAbsent(key.slug(), _ -> new Shelf());
        return kept(
                "planet=%s %s".formatted(key.slug(), key.wanted()),
                () -> make(maker, shelf, key),
                shelf.changes(key.wanted().format()));
    }

    private Made make(Maker maker, Shelf shelf, Stock.Key key) {
        var made = maker.make(library, key.slug(), key.wanted(), shelf::carries);
        var kept = made instanceof Made.There(var rendering) ? new Made.There(packed(key, rendering)) : made;
        stock.made(key, kept);
        return kept;
    }

    /// What looks as before is what was before: it need not be compressed again.
    private Rendering packed(Stock.Key key, Rendering fresh) {
        var before = stock.present(key);
        if (before != null && before.hash().equals(fresh.hash())) {
            return before;
        }
        var rendering = dates.dated(key, fresh);
        return rendering.packed(() -> stock.grown(key, rendering));
    }

    /// An answer to what one reader asks. Such answers are made one by one, so only some at a time: the others fail.
    CompletableFuture<Made> answer(String slug, Format format, String asked) {
        var maker = makers.get(format);
        if (maker == null) {
            return CompletableFuture.completedFuture(new Made.Missing());
        }
        if (!answering.tryAcquire()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too many questions at once"));
        }
        return CompletableFuture.supplyAsync(() -> maker.answer(library, slug, asked), executor)
                .whenComplete((_, _) -> answering.release());
    }

    private Rendering front(Pages pages) {
        var planets = library.directory();
        var tallies = library.tallies();
        var newest = tallies.values().stream().map(Tally::newest).max(Comparator.naturalOrder());
        return Rendering.of(Format.PAGE.type(), pages.front(planets, tallies), newest)
                .packed(() -> {});
    }

    private <T> Kept<T> kept(String what, Callable<T> source, AtomicLong changes) {
        return new Kept<>(() -> told(what, source), clock, executor, changesAreHeard, changes);
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
    public void health(String feedId) {
        for (var shelf : shelves.values()) {
            if (shelf.mayShow(feedId)) {
                shelf.healthChanged();
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
