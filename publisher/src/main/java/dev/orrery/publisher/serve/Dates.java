package dev.orrery.publisher.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Remembers which content had which date, also of renderings that are kept no longer.
///
/// Not every change carries a date: a post withdrawn or a planet renamed leaves the newest date as it was.
/// Then the moment counts at which we noticed, or readers who go by dates would never see it.
final class Dates {
    private static final int MOST = 20_000;

    private final Cache<Stock.Key, Dated> last =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final InstantSource clock;

    private record Dated(String hash, Optional<Instant> at) {}

    Dates(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Rendering dated(Stock.Key key, Rendering fresh) {
        var before = last.getIfPresent(key);
        var rendering = before == null ? fresh : dated(before, fresh);
        last.put(key, new Dated(rendering.hash(), rendering.lastModified()));
        return rendering;
    }

    private Rendering dated(Dated before, Rendering fresh) {
        if (before.hash.equals(fresh.hash())) {
            return before.at.map(fresh::modified).orElse(fresh);
        }
        return isLater(fresh.lastModified(), before.at) ? fresh : fresh.modified(clock.instant());
    }

    private static boolean isLater(Optional<Instant> date, Optional<Instant> than) {
        return date.isPresent() && (than.isEmpty() || date.get().isAfter(than.get()));
    }
}
