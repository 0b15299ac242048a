package dev.orrery.fetcher.push;

import dev.orrery.fetcher.poll.Claim;
import dev.orrery.fetcher.poll.Claims;
import dev.orrery.fetcher.poll.FeedPoller;
import dev.orrery.fetcher.poll.PollOutcome;
import dev.orrery.fetcher.web.Answer;
import dev.orrery.fetcher.web.Hints;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what hubs deliver (WebSub sections 6 and 7).
///
/// A delivery is noted in the database, then the hub gets its answer, then the document goes the way that a poll's
/// answer goes. What stops in between is found by [#sweep], on whichever fetcher, and the feed is polled instead. A
/// document whose bytes came before is not taken again: an old one would undo a later edit.
public final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int AT_ONCE = 32;
    private static final int BUSY = 503;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final InboxBook book;
    private final Claims claims;
    private final FeedPoller poller;
    private final Duration patience;
    private final Set<Claim> inFlight = ConcurrentHashMap.newKeySet();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile boolean closing;

    /// @param patience how long a delivery waits for its feed while that is being polled; then it is polled once more
    public Inbox(InboxBook book, Claims claims, FeedPoller poller, Duration patience) {
        this.book = book;
        this.claims = claims;
        this.poller = poller;
        this.patience = patience;
    }

    /// Whether a body is worth reading.
    ///
    /// @return 202, or the status with which to refuse it: 404 where there never was such an address, 410 where
    ///     there is no subscription any more
    public int knock(String token) {
        return book.knock(token);
    }

    /// Answers, and then takes the delivery; returns when that is done.
    ///
    /// @param answer gets the HTTP status, once
    public void receive(Delivery delivery, IntConsumer answer) {
        if (closing || !slots.tryAcquire()) {
            answer.accept(BUSY);
            return;
        }
        try {
            var noted = book.note(delivery);
            answer.accept(noted.status());
            if (noted.feedId() != null && noted.digest() != null) {
                take(noted.feedId(), noted.digest(), delivery);
            }
        } finally {
            slots.release();
        }
    }

    /// Sees to what was noted but not finished, and keeps the claims of what is under way.
    public void sweep() {
        claims.renew(Set.copyOf(inFlight));
        book.sweep();
    }

    /// Takes nothing more, and returns when what is under way has ended.
    @Override
    public void close() {
        closing = true;
        slots.acquireUninterruptibly(AT_ONCE);
    }

    /// Returns when nothing is under way.
    void quiesce() {
        slots.acquireUninterruptibly(AT_ONCE);
        slots.release(AT_ONCE);
    }

    private void take(String feedId, String digest, Delivery delivery) {
        try {
            var claim = claim(feedId);
            var outcome = claim == null ? null : take(claim, delivery);
            switch (outcome) {
                case PollOutcome.Updated _ -> book.taken(delivery.token(), digest, feedId);
                case PollOutcome other -> missed(delivery, digest, feedId, other);
                case null -> missed(delivery, digest, feedId, "its feed is busy");
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopping; the delivery is seen to later. feed={}", feedId);
        } catch (RuntimeException e) {
            LOG.error("A delivery broke off; its feed is polled. feed={}", feedId, e);
        }
    }

    private void missed(Delivery delivery, String digest, String feedId, Object why) {
        LOG.info("A hub's delivery was not taken ({}), its feed is polled. feed={}", why, feedId);
        book.missed(delivery.token(), digest, feedId);
    }

    private @Nullable PollOutcome take(Claim claim, Delivery delivery) throws InterruptedException {
        inFlight.add(claim);
        boolean ended = false;
        try {
            var outcome = poller.take(claim, document(claim, delivery), Duration.ZERO);
            ended = true;
            return outcome;
        } finally {
            inFlight.remove(claim);
            if (!ended) {
                claims.abandon(claim, Duration.ZERO);
            }
        }
    }

    /// As if the feed's server had sent it. It brings no validators: those of the last poll stay.
    private static Answer.Document document(Claim claim, Delivery delivery) {
        var feed = claim.feed();
        return new Answer.Document(
                feed.url(), 200, delivery.contentType(), delivery.body(), feed.validators(), Hints.NONE, List.of());
    }

    /// @return null if the feed was busy all the time
    private @Nullable Claim claim(String feedId) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (var pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
            var claim = claims.claimForDelivery(feedId);
            long left = deadline - System.nanoTime();
            if (claim != null || closing || left <= 0) {
                return claim;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos())));
        }
    }
}
