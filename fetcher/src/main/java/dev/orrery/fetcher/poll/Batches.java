package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Does in one go what many threads want done at the same moment: a database transaction costs nearly the same for
/// fifty polls as for one.
///
/// Whoever comes alone goes at once; who comes meanwhile goes together, next. While there is such company, the next
/// batch waits some milliseconds for more of it, which nobody notices and which makes batches several times as large.
/// Each caller waits for its own result.
///
/// @param <T> what is to be done
/// @param <R> what comes of it
final class Batches<T, R> {
    private static final int MOST = 64;
    private static final Duration FOR_COMPANY = Duration.ofMillis(5);

    private final Function<List<T>, List<R>> work;
    private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /// Whether the last batch had more than one task; guarded by the turn.
    private boolean company;

    private record Waiting<T, R>(T task, CompletableFuture<R> result) {}

    /// @param work does some tasks, all or nothing, and returns their results in the same order
    Batches(Function<List<T>, List<R>> work) {
        this.work = work;
    }

    /// Returns when it is done.
    ///
    /// @throws RuntimeException as the work throws it for this task
    R submit(T task) {
        var waiting = new Waiting<>(task, new CompletableFuture<R>());
        queue.add(waiting);
        while (!waiting.result.isDone()) {
            turn.lock();
            try {
                if (!waiting.result.isDone()) {
                    next();
                }
            } finally {
                turn.unlock();
            }
        }
        try {
            return waiting.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void next() {
        if (company) {
            LockSupport.parkNanos(FOR_COMPANY.toNanos());
        }
        var batch = new ArrayList<Waiting<T, R>>();
        for (var head = queue.poll(); head != null; head = batch.size() < MOST ? queue.poll() : null) {
            batch.add(head);
        }
        company = batch.size() > 1;
        try {
            complete(batch);
        } catch (RuntimeException e) {
            // One of them fails: the others are none the worse for it.
            batch.forEach(this::alone);
        }
    }

    private void complete(List<Waiting<T, R>> batch) {
        var results = work.apply(batch.stream().map(Waiting::task).toList());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result.complete(results.get(i));
        }
    }

    private void alone(Waiting<T, R> waiting) {
        try {
            complete(List.of(waiting));
        } catch (RuntimeException e) {
            waiting.result.completeExceptionally(e);
        }
    }
}
