package dev.orrery.publisher.audience;

import dev.orrery.publisher.library.Stand;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A view that somebody looks at: what is on it now, and who must be told when that changes.
///
/// It is read anew after a change, at once if it rested long enough, and once for all changes that come meanwhile.
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    /// Between two readings.
    private static final Duration REST = Duration.ofMillis(25);

    /// More rest for each listener: telling one takes some 20 µs of a processor, and changes may come faster than
    /// thousands can be told.
    private static final Duration REST_EACH = Duration.ofNanos(50_000);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final String name;
    private final Callable<Optional<Stand>> source;
    private final Executor executor;
    private final Map<Thread, Loop> loops = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();

    private volatile @Nullable Told told;
    private int listeners;
    private boolean reading;
    private boolean outdated;

    /// What listeners are told at present.
    ///
    /// @param whole for those of whom it is not known what they have
    record Told(Stand stand, Buffer whole) {
        String version() {
            return stand.version();
        }
    }

    /// The listeners of one event loop, touched by it alone.
    private record Loop(Context context, Set<Listener> listeners) {}

    /// @param executor where `source` may block
    Watched(String name, Callable<Optional<Stand>> source, Executor executor) {
        this.name = name;
        this.source = source;
        this.executor = executor;
    }

    /// Whether there is such a view; fails where that cannot be found out now.
    CompletableFuture<Boolean> exists() {
        return first;
    }

    @Nullable
    Told told() {
        return told;
    }

    /// @return how many there are now
    synchronized int count(int more) {
        listeners += more;
        return listeners;
    }

    /// On the listener's event loop.
    void add(Context context, Listener listener) {
        loops.computeIfAbsent(Thread.currentThread(), _ -> new Loop(context, new LinkedHashSet<>()))
                .listeners
                .add(listener);
    }

    /// On the listener's event loop.
    void remove(Listener listener) {
        var loop = loops.get(Thread.currentThread());
        if (loop != null) {
            loop.listeners.remove(listener);
        }
    }

    /// Whether the entry is on it, as far as is known.
    boolean mayHave(String entryId) {
        var now = told;
        return now == null || now.stand.has(entryId);
    }

    void changed() {
        synchronized (this) {
            outdated = true;
            if (reading) {
                return;
            }
            reading = true;
        }
        executor.execute(this::read);
    }

    private void read() {
        try {
            while (isOutdated()) {
                Thread.sleep(once());
            }
        } catch (InterruptedException _) {
            // We are being stopped.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOutdated() {
        reading = outdated && (listeners > 0 || !first.isDone());
        outdated = false;
        return reading;
    }

    private synchronized void again() {
        outdated = true;
    }

    /// @return how long to rest
    private Duration once() {
        try {
            var found = source.call();
            if (!found.isPresent() && told == null) {
                first.complete(false);
            } else {
                now(found.orElse(Stand.EMPTY));
                first.complete(true);
            }
            return REST.plus(REST_EACH.multipliedBy(count(0)));
        } catch (Exception e) {
            LOG.debug("Cannot read {}", name, e);
            if (!first.completeExceptionally(e)) {
                // Nobody is told anything wrong meanwhile.
                again();
            }
            return AFTER_TROUBLE;
        }
    }

    private void now(Stand stand) {
        var before = told;
        if (before != null && before.version().equals(stand.version())) {
            return;
        }
        var after = new Told(stand, Message.whole(stand));
        told = after;
        if (before == null) {
            return;
        }
        var difference = Message.difference(before.stand, stand);
        for (var loop : loops.values()) {
            loop.context.runOnContext(_ -> {
                for (var listener : loop.listeners.toArray(Listener[]::new)) {
                    listener.tell(after, before.version(), difference);
                }
            });
        }
    }
}
