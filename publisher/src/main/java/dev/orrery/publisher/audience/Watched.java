package dev.orrery.publisher.audience;

import dev.orrery.publisher.library.Stand;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A view that somebody looks at: what is on it now, and who must be told when that changes.
///
/// It is read anew after a change, at once if it rested long enough, and once for all changes that come meanwhile. What
/// single entries change is told as soon as these are read; the whole is read some moments later, to make sure.
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    /// Between two readings.
    private static final Duration REST = Duration.ofMillis(10);

    /// More rest for each listener: telling one takes some 10 µs of a processor, and changes may come faster than
    /// thousands can be told.
    private static final Duration REST_EACH = Duration.ofNanos(20_000);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    /// Until the whole is read after single entries were.
    private static final Duration UNTIL_SURE = Duration.ofSeconds(1);

    /// Entries that are read by themselves; of more the whole is read.
    private static final int MOST_SINGLE = 20;

    /// Listeners that are told in one go. Whoever wants a page of the same event loop waits as long.
    private static final int AT_ONCE = 250;

    private final String name;
    private final Source source;
    private final Executor executor;
    private final Map<Thread, Loop> loops = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();

    private volatile @Nullable Told told;
    private int listeners;
    private boolean reading;
    private boolean outdated;
    private boolean unsure;
    private Set<String> changed = new HashSet<>();

    /// Where it is read. Both may block.
    interface Source {
        /// Empty where there is nothing.
        Optional<Stand> whole() throws InterruptedException;

        /// Empty where the whole must be read.
        ///
        /// @param entryIds that changed since `before` was read
        Optional<Stand> after(Stand before, Set<String> entryIds) throws InterruptedException;
    }

    /// What listeners are told at present.
    ///
    /// @param number how many there were before
    /// @param whole  for those of whom it is not known what they have
    record Told(long number, Stand stand, Message whole) {
        String version() {
            return stand.version();
        }
    }

    /// That it is another one now.
    ///
    /// @param before     the version that `difference` begins with
    /// @param difference for those who have that
    record News(Told told, String before, Message difference) {}

    /// The listeners of one event loop, touched by it alone.
    private record Loop(Context context, Set<Listener> listeners) {}

    /// @param executor where `source` may block
    Watched(String name, Source source, Executor executor) {
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

    /// All of it may have.
    void changed() {
        synchronized (this) {
            outdated = true;
            if (!begins()) {
                return;
            }
        }
        executor.execute(this::read);
    }

    /// Nothing but this entry has.
    void changed(String entryId) {
        synchronized (this) {
            if (changed.size() < MOST_SINGLE) {
                changed.add(entryId);
            } else {
                outdated = true;
            }
            if (!begins()) {
                return;
            }
        }
        executor.execute(this::read);
    }

    /// Whether the caller must see to it that it is read.
    private boolean begins() {
        boolean idle = !reading;
        reading = true;
        return idle;
    }

    private void read() {
        try {
            for (var due = due(); due != null; due = due()) {
                Thread.sleep(once(due));
            }
        } catch (InterruptedException _) {
            // We are being stopped.
            Thread.currentThread().interrupt();
        }
    }

    /// What to read.
    ///
    /// @param entryIds that changed, where nothing else did
    private record Due(boolean whole, Set<String> entryIds) {}

    private synchronized @Nullable Due due() {
        boolean any = outdated || !changed.isEmpty();
        reading = any && (listeners > 0 || !first.isDone());
        var due = new Due(outdated, changed);
        outdated = false;
        changed = new HashSet<>();
        return reading ? due : null;
    }

    private synchronized void again() {
        outdated = true;
    }

    /// @return how long to rest
    @SuppressWarnings("ReferenceEquality") // What is told is replaced, never equalled.
    private Duration once(Due due) {
        try {
            var now = told;
            var single = due.whole || now == null ? Optional.<Stand>empty() : source.after(now.stand, due.entryIds);
            if (single.isPresent()) {
                now(single.get());
                makeSure();
            } else {
                whole();
            }
            // Where it was the same, nobody was told.
            return told == now ? REST : REST.plus(REST_EACH.multipliedBy(count(0)));
        } catch (Exception e) {
            LOG.debug("Cannot read {}", name, e);
            if (!first.completeExceptionally(e)) {
                // Nobody is told anything wrong meanwhile.
                again();
            }
            return AFTER_TROUBLE;
        }
    }

    private void whole() throws InterruptedException {
        var found = source.whole();
        if (found.isEmpty() && told == null) {
            first.complete(false);
        } else {
            now(found.orElse(Stand.EMPTY));
            first.complete(true);
        }
    }

    private void makeSure() {
        synchronized (this) {
            if (unsure) {
                return;
            }
            unsure = true;
        }
        CompletableFuture.delayedExecutor(UNTIL_SURE.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> {
                    synchronized (this) {
                        unsure = false;
                    }
                    changed();
                });
    }

    private void now(Stand stand) {
        var before = told;
        if (before != null && before.version().equals(stand.version())) {
            return;
        }
        var after = new Told(before == null ? 1 : before.number + 1, stand, Message.whole(stand));
        told = after;
        if (before == null) {
            return;
        }
        var news = new News(after, before.version(), Message.difference(before.stand, stand));
        for (var loop : loops.values()) {
            loop.context.runOnContext(_ -> tell(news, loop.context, loop.listeners.toArray(Listener[]::new), 0));
        }
    }

    private static void tell(News news, Context context, Listener[] listeners, int from) {
        int end = Math.min(from + AT_ONCE, listeners.length);
        for (int i = from; i < end; i++) {
            listeners[i].tell(news);
        }
        if (end < listeners.length) {
            context.runOnContext(_ -> tell(news, context, listeners, end));
        }
    }
}
