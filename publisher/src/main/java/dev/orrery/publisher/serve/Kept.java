package dev.orrery.publisher.serve;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is asked for and kept until it is told that things changed.
///
/// It is made at most once a second, and once for all who ask meanwhile. Who asks after a change gets the
/// new value, or an older one for at most that second. If making it fails, the older value is served on and
/// further attempts are made behind the readers' backs; only where there is none does the failure show.
final class Kept<T> {
    static final Duration REST = Duration.ofSeconds(1);

    /// How old a value may become while changes go unheard.
    static final Duration UNHEARD = Duration.ofSeconds(30);

    private final Callable<T> source;
    private final InstantSource clock;
    private final Executor executor;
    private final BooleanSupplier changesAreHeard;
    private final AtomicLong changes;

    private boolean failing;
    private @Nullable Attempt<T> last;
    private @Nullable Attempt<T> good;

    /// The newest attempt where it succeeded: what nearly every request is answered with, without a lock.
    private volatile @Nullable Attempt<T> settled;

    /// @param changes how many there had been when the attempt began: it knows of all of these
    private record Attempt<T>(long changes, long startedAt, CompletableFuture<T> result) {}

    /// @param executor        where values are made; `source` may block there
    /// @param changesAreHeard whether [#changed] can be relied on at present
    Kept(Callable<T> source, InstantSource clock, Executor executor, BooleanSupplier changesAreHeard) {
        this(source, clock, executor, changesAreHeard, new AtomicLong());
    }

    /// As above, for values that change together.
    ///
    /// @param changes counts them for all of these values
    Kept(
            Callable<T> source,
            InstantSource clock,
            Executor executor,
            BooleanSupplier changesAreHeard,
            AtomicLong changes) {
        this.source = source;
        this.clock = clock;
        this.executor = executor;
        this.changesAreHeard = changesAreHeard;
        this.changes = changes;
    }

    void changed() {
        changes.incrementAndGet();
    }

    CompletableFuture<T> get() {
        var ready = settled;
        if (ready != null && ready.changes == changes.get() && changesAreHeard.getAsBoolean()) {
            return ready.result;
        }
        return getOrMake();
    }

    /// What was made last, however old it is by now.
    synchronized @Nullable T present() {
        return good == null ? null : good.result.getNow(null);
    }

    private CompletableFuture<T> getOrMake() {
        Attempt<T> due;
        CompletableFuture<T> answer;
        synchronized (this) {
            due = attemptIfDue();
            answer = answer(due == null ? last : due);
        }
        if (due != null) {
            executor.execute(() -> make(due));
        }
        return answer;
    }

    private @Nullable Attempt<T> attemptIfDue() {
        long now = clock.millis();
        if (last != null && (!last.result.isDone() || !isDue(last, now))) {
            return null;
        }
        settled = null;
        last = new Attempt<>(changes.get(), now, new CompletableFuture<>());
        return last;
    }

    private boolean isDue(Attempt<T> done, long now) {
        boolean outdated = failing || done.changes < changes.get();
        if (!outdated && !changesAreHeard.getAsBoolean()) {
            return isOlder(done, now, UNHEARD);
        }
        return outdated && isOlder(done, now, REST);
    }

    private static boolean isOlder(Attempt<?> attempt, long now, Duration age) {
        long real = now - attempt.startedAt;
        // A clock that was set back must not stop us for hours.
        return real < 0 || real >= age.toMillis();
    }

    private CompletableFuture<T> answer(@Nullable Attempt<T> newest) {
        if (newest == null) {
            throw new IllegalStateException("there is no attempt to answer with");
        }
        if (good != null && (failing || newest.result.isDone())) {
            return good.result;
        }
        if (newest.changes >= changes.get()) {
            var older = good;
            return older == null ? newest.result : newest.result.exceptionallyCompose(_ -> older.result);
        }
        // It began before the newest change: what it finds may be too old to be answered with.
        return newest.result.handle((_, _) -> this).thenCompose(Kept::get);
    }

    private void make(Attempt<T> attempt) {
        try {
            var value = source.call();
            synchronized (this) {
                good = attempt;
                failing = false;
            }
            attempt.result.complete(value);
            settle(attempt);
        } catch (Throwable e) {
            synchronized (this) {
                failing = true;
            }
            attempt.result.completeExceptionally(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // An attempt is who it is.
    private synchronized void settle(Attempt<T> attempt) {
        if (attempt == last) {
            settled = attempt;
        }
    }
}
