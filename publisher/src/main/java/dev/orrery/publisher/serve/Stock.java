package dev.orrery.publisher.serve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The renderings of all planets, which together never hold more memory than they may. What is asked for
/// seldom goes first, and is made again when it is asked for.
///
/// Addresses at which there is nothing are remembered apart, so that somebody who tries thousands of them
/// drives no page out.
final class Stock {
    private static final int MOST_ABSENT = 1_000;

    /// Of what is being made, and of the key, in bytes.
    private static final int OVERHEAD = 500;

    private final Cache<Key, Slot> pages;
    private final Cache<Key, Slot> absent = Caffeine.newBuilder()
            .maximumSize(MOST_ABSENT)
            .executor(Runnable::run)
            .build();

    record Key(String slug, Wanted wanted) {}

    /// One address, with what is kept of it.
    private static final class Slot {
        final Kept<Made> kept;
        volatile int weight = OVERHEAD;

        Slot(Kept<Made> kept) {
            this.kept = kept;
        }
    }

    /// @param bytes that all renderings together may hold
    Stock(long bytes) {
        pages = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key _, Slot slot) -> slot.weight)
                .executor(Runnable::run)
                .build();
    }

    /// @param keeping how an address is kept that is not yet
    CompletableFuture<Made> get(Key key, Function<Key, Kept<Made>> keeping) {
        var slot = pages.getIfPresent(key);
        if (slot == null) {
            slot = absent.getIfPresent(key);
        }
        if (slot == null) {
            slot = pages.get(key, unknown -> new Slot(keeping.apply(unknown)));
        }
        return slot.kept.get();
    }

    /// What was made last, if it is still here.
    @Nullable
    Rendering present(Key key) {
        var slot = pages.asMap().get(key);
        return slot != null && slot.kept.present() instanceof Made.There(var rendering) ? rendering : null;
    }

    /// To be told of everything that is made, before anybody gets it.
    void made(Key key, Made made) {
        var slot = pages.asMap().get(key);
        if (slot == null) {
            slot = absent.asMap().get(key);
        }
        if (slot == null) {
            return;
        }
        if (made instanceof Made.There(var rendering)) {
            weigh(key, slot, rendering);
            absent.asMap().remove(key, slot);
        } else {
            absent.put(key, slot);
            pages.asMap().remove(key, slot);
        }
    }

    /// To be told when a rendering holds more than before.
    void grown(Key key, Rendering rendering) {
        var slot = pages.asMap().get(key);
        if (slot != null && slot.kept.present() instanceof Made.There(var present) && present.equals(rendering)) {
            weigh(key, slot, rendering);
        }
    }

    /// How many bytes all renderings hold at present.
    long weight() {
        pages.cleanUp();
        return pages.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /// A weight is only looked at when a value is put.
    private void weigh(Key key, Slot slot, Rendering rendering) {
        slot.weight = OVERHEAD + rendering.weight();
        pages.put(key, slot);
    }
}
