package dev.orrery.publisher.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orrery.publisher.library.Library;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One planet's renderings, each by itself: it is made when it is asked for, from what is read then and not kept.
final class Shelf {
    /// So many of a planet's pages are kept; those that were not asked for longest go first.
    private static final int MOST = 1_000;

    private final String slug;
    private final Library library;
    private final Map<Format, Maker> makers;
    private final InstantSource clock;
    private final Keeping keeping;
    private final Cache<Wanted, Kept<Made>> kept =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Cache<Wanted, Rendering> previous =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private volatile @Nullable Set<String> feedIds;

    /// Makes a [Kept] of a source.
    interface Keeping {
        Kept<Made> keep(Wanted wanted, Callable<Made> source);
    }

    Shelf(String slug, Library library, Map<Format, Maker> makers, InstantSource clock, Keeping keeping) {
        this.slug = slug;
        this.library = library;
        this.makers = makers;
        this.clock = clock;
        this.keeping = keeping;
    }

    CompletableFuture<Made> get(Wanted wanted) {
        var maker = makers.get(wanted.format());
        if (maker == null) {
            return CompletableFuture.completedFuture(new Made.Missing());
        }
        return kept.get(wanted, _ -> keeping.keep(wanted, () -> make(maker, wanted)))
                .get();
    }

    void changed() {
        kept.asMap().values().forEach(Kept::changed);
    }

    boolean mayShow(String feedId) {
        var carried = feedIds;
        return carried == null || carried.contains(feedId);
    }

    private Made make(Maker maker, Wanted wanted) {
        var made = maker.make(library, slug, wanted, carried -> feedIds = carried);
        return made instanceof Made.There there ? there.with(dated(wanted, there.rendering())) : made;
    }

    /// Not every change carries a date: a post withdrawn or a planet renamed leaves the newest date as it was. Then the
    /// moment counts at which we noticed, or readers who go by dates would never see it.
    private Rendering dated(Wanted wanted, Rendering fresh) {
        synchronized (previous) {
            var before = previous.getIfPresent(wanted);
            var rendering = fresh;
            if (before != null && before.hash().equals(fresh.hash())) {
                rendering = before;
            } else if (before != null && !isLater(fresh.lastModified(), before.lastModified())) {
                rendering = fresh.modified(clock.instant());
            }
            previous.put(wanted, rendering);
            return rendering;
        }
    }

    private static boolean isLater(Optional<Instant> date, Optional<Instant> than) {
        return date.isPresent() && (than.isEmpty() || date.get().isAfter(than.get()));
    }
}
