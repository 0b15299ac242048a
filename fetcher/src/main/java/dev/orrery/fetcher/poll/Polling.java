package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps polls going: claims what is due, runs each poll on a virtual thread of its own, renews their leases.
public final class Polling implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration NOT_SO_SOON = Duration.ofMillis(200);
    private static final Duration NOT_NOW = Duration.ofSeconds(10);
    private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);
    private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(30);

    private final Claims claims;
    private final FeedPoller poller;
    private final Function<String, Duration> gap;
    private final InstantSource clock;
    private final Set<Claim> inFlight = ConcurrentHashMap.newKeySet();
    private final int atOnce;
    private final Semaphore slots;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;
    private Instant renewedAt = Instant.EPOCH;
    private Instant claimedAt = Instant.EPOCH;
    private boolean moreIsDue;
    private int troubles;

    /// @param gap    how long a host is left alone after a poll
    /// @param atOnce how many polls go on at the same time at most
    public Polling(Claims claims, FeedPoller poller, Function<String, Duration> gap, int atOnce, InstantSource clock) {
        this.claims = claims;
        this.poller = poller;
        this.gap = gap;
        this.clock = clock;
        this.atOnce = atOnce;
        this.slots = new Semaphore(atOnce);
    }

    /// Something may be due now: do not wait for the next look.
    public void wake() {
        news.release();
    }

    /// No new poll begins; [#run] returns when those in flight have ended. Nobody is interrupted: an interrupt during a
    /// write makes H2 close its file.
    public void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("poll-", 1).factory())) {
            while (!stopping) {
                round(threads);
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(ExecutorService threads) {
        try {
            renew();
            for (var claim : claimed()) {
                start(threads, claim);
            }
            troubles = 0;
        } catch (RuntimeException e) {
            if (troubles++ == 0) {
                LOG.warn("The database does not answer ({}); polling waits for it.", e.toString());
            }
        }
    }

    /// While more is due than can be polled at once, slots are filled by the dozen: a transaction costs the same for
    /// one claim as for many. A slot is not left empty for long, though, for polls that take their time.
    private List<Claim> claimed() {
        int free = slots.availablePermits();
        var now = clock.instant();
        boolean soon = moreIsDue && now.isBefore(claimedAt.plus(NOT_SO_SOON)) && !now.isBefore(claimedAt);
        if (free == 0 || (soon && free < atOnce / 4)) {
            return List.of();
        }
        var claimed = claims.claim(free);
        claimedAt = now;
        moreIsDue = claimed.size() == free;
        return claimed;
    }

    private void start(ExecutorService threads, Claim claim) {
        slots.acquireUninterruptibly();
        inFlight.add(claim);
        threads.execute(() -> {
            try {
                poll(claim);
            } finally {
                inFlight.remove(claim);
                slots.release();
                wake();
            }
        });
    }

    private void poll(Claim claim) {
        try {
            if (poller.poll(claim, gap.apply(claim.host())) == null) {
                abandon(claim, NOT_NOW);
            }
        } catch (InterruptedException e) {
            abandon(claim, Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.error(
                    "A poll broke off. feed={} url={}",
                    claim.feed().id(),
                    claim.feed().url(),
                    e);
            abandon(claim, AFTER_A_BUG);
        }
    }

    private void abandon(Claim claim, Duration pause) {
        try {
            claims.abandon(claim, pause);
        } catch (RuntimeException e) {
            // The lease ends by itself.
            LOG.debug("A claim could not be given back. host={}", claim.host(), e);
        }
    }

    private void renew() {
        var now = clock.instant();
        if (renewedAt.plus(claims.renewEvery()).isBefore(now)) {
            claims.renew(Set.copyOf(inFlight));
            renewedAt = now;
        }
    }

    private void pause() throws InterruptedException {
        var backOff = LOOK_EVERY.multipliedBy(1L << Math.min(troubles, 5));
        boolean called = news.tryAcquire(
                (backOff.compareTo(LONGEST_TROUBLE) < 0 ? backOff : LONGEST_TROUBLE).toMillis(), TimeUnit.MILLISECONDS);
        if (called) {
            news.drainPermits();
        }
    }
}
