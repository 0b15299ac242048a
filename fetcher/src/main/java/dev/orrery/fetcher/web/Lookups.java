package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/// Looks names up within an exchange's time, and refuses a name that leads inwards with any of its addresses.
///
/// The system's look-up cannot be interrupted, and a virtual thread in it holds a processor's worth of others up; so
/// it is done on threads of its own, and who waits for it stops waiting when his time is over.
final class Lookups implements Dns, AutoCloseable {
    private static final int AT_ONCE = 64;

    /// The client below tells of a look-up nothing but the name.
    private static final ThreadLocal<Deadline> DEADLINE = new ThreadLocal<>();

    private final AddressGuard guard;
    private final Resolver resolver;
    private final Map<Object, CompletableFuture<?>> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads = threads();

    /// The system's, or a test's.
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /// There was no answer within the time.
    static final class TooSlow extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        TooSlow(String name) {
            super(name);
        }
    }

    Lookups(AddressGuard guard, Resolver resolver) {
        this.guard = guard;
        this.resolver = resolver;
    }

    /// Until [#done], what this thread looks up has to be there by then.
    void by(Deadline end) {
        DEADLINE.set(end);
    }

    void done() {
        DEADLINE.remove();
    }

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        var end = DEADLINE.get();
        var addresses = List.of(await(name, end == null ? Duration.ofSeconds(20) : end.left()));
        var refusal = guard.refusal(name, addresses);
        if (refusal != null) {
            throw new RefusedAddress(refusal);
        }
        return addresses;
    }

    @Override
    public void close() {
        // Before, since an interrupted look-up may have an answer after all; and after, for those asked meanwhile.
        endAll();
        threads.shutdownNow();
        endAll();
    }

    private void endAll() {
        asked.values().forEach(answer -> answer.completeExceptionally(new UnknownHostException("closed")));
    }

    private InetAddress[] await(String name, Duration patience) throws UnknownHostException {
        var answer = new CompletableFuture<InetAddress[]>();
        var key = new Object();
        asked.put(key, answer);
        try {
            threads.execute(() -> ask(name, answer));
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown ? unknown : unknown(name, e);
        } catch (TimeoutException e) {
            throw new TooSlow(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(name, e);
        } catch (RejectedExecutionException e) {
            throw unknown(name, e);
        } finally {
            asked.remove(key);
        }
    }

    private void ask(String name, CompletableFuture<InetAddress[]> answer) {
        try {
            answer.complete(resolver.resolve(name));
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static UnknownHostException unknown(String name, Throwable cause) {
        var unknown = new UnknownHostException(name);
        unknown.initCause(cause);
        return unknown;
    }

    private static ExecutorService threads() {
        var threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("look-up-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
