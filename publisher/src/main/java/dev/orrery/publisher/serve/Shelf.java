package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.Library;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One planet's renderings, each format by itself: it is made when it is asked for, from an edition that is read then
/// and not kept.
final class Shelf {
    private final String slug;
    private final Library library;
    private final Map<Format, Format.Renderer> renderers;
    private final InstantSource clock;
    private final Map<Format, Kept<Optional<Rendering>>> kept = new EnumMap<>(Format.class);
    private final Map<Format, Rendering> previous = new EnumMap<>(Format.class);
    private volatile @Nullable Set<String> feedIds;

    /// Makes a [Kept] of a source.
    interface Keeping {
        Kept<Optional<Rendering>> keep(Format format, Callable<Optional<Rendering>> source);
    }

    Shelf(String slug, Library library, Map<Format, Format.Renderer> renderers, InstantSource clock, Keeping keeping) {
        this.slug = slug;
        this.library = library;
        this.renderers = renderers;
        this.clock = clock;
        renderers.forEach((format, renderer) -> kept.put(format, keeping.keep(format, () -> render(format))));
    }

    CompletableFuture<Optional<Rendering>> rendering(Format format) {
        var rendering = kept.get(format);
        return rendering == null ? CompletableFuture.completedFuture(Optional.empty()) : rendering.get();
    }

    void changed() {
        kept.values().forEach(Kept::changed);
    }

    boolean mayShow(String feedId) {
        var carried = feedIds;
        return carried == null || carried.contains(feedId);
    }

    private Optional<Rendering> render(Format format) {
        var edition = library.edition(slug, carried -> feedIds = carried);
        var renderer = renderers.get(format);
        if (edition.isEmpty() || renderer == null) {
            return Optional.empty();
        }
        return Optional.of(dated(format, renderer.rendering(format, edition.get())));
    }

    /// Not every change carries a date: a post withdrawn or a planet renamed leaves the newest date as it was. Then the
    /// moment counts at which we noticed, or readers who go by dates would never see it.
    private Rendering dated(Format format, Rendering fresh) {
        synchronized (previous) {
            var before = previous.get(format);
            var rendering = fresh;
            if (before != null && before.hash().equals(fresh.hash())) {
                rendering = before;
            } else if (before != null && !isLater(fresh.lastModified(), before.lastModified())) {
                rendering = fresh.modified(clock.instant());
            }
            previous.put(format, rendering);
            return rendering;
        }
    }

    private static boolean isLater(Optional<Instant> date, Optional<Instant> than) {
        return date.isPresent() && (than.isEmpty() || date.get().isAfter(than.get()));
    }
}
