package dev.orrery.fetcher.push;

import dev.orrery.fetcher.poll.PushedFeeds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the database knows of deliveries: which came, which were refused, what they say of the hub.
public final class InboxBook {
    private static final Logger LOG = LoggerFactory.getLogger(InboxBook.class);

    /// People are told of forged deliveries, but not as often as forgers like.
    private static final Duration COMPLAINTS_APART = Duration.ofHours(1);

    private final SessionFactory sessions;
    private final Subscriptions subscriptions;
    private final InstantSource clock;

    public InboxBook(SessionFactory sessions, InstantSource clock) {
        this.sessions = sessions;
        this.subscriptions = new Subscriptions(sessions);
        this.clock = clock;
    }

    /// What is to be done with a delivery.
    ///
    /// @param status to answer
    /// @param feedId where its content is to be taken, else null
    /// @param digest as feedId
    record Noted(
            int status, @Nullable String feedId, @Nullable String digest) {
        static final Noted DONE = new Noted(202, null, null);
    }

    int knock(String token) {
        return status(subscriptions.find(token));
    }

    /// Once this returns, the delivery is not lost, whatever dies.
    Noted note(Delivery delivery) {
        var row = subscriptions.find(delivery.token());
        int status = status(row);
        if (row == null || status != 202) {
            return new Noted(status, null, null);
        }
        return switch (row.signature().of(delivery.signature(), delivery.body())) {
            case CONTENT -> content(row, Deliveries.digest(delivery.body()));
            case CALL -> call(row, delivery);
            case NONE -> refuse(row);
        };
    }

    /// The content has gone the way of a poll's.
    void taken(String token, String digest, String feedId) {
        sessions.inStatelessTransaction(session -> {
            Deliveries.handled(session, token, digest);
            alive(session, token, feedId, now());
        });
    }

    /// The content could not be taken: the feed's server is asked.
    void missed(String token, String digest, String feedId) {
        sessions.inStatelessTransaction(session -> {
            Deliveries.handled(session, token, digest);
            PushedFeeds.call(session, feedId, now());
        });
    }

    void sweep() {
        var now = now();
        var unfinished = sessions.fromStatelessTransaction(session -> Deliveries.unfinished(session, now));
        for (var delivery : unfinished) {
            LOG.info("A hub's delivery was not finished, its feed is polled. feed={}", delivery.feedId());
            missed(delivery.token(), delivery.digest(), delivery.feedId());
        }
        sessions.inStatelessTransaction(session -> Deliveries.prune(session, now));
    }

    private int status(@Nullable PushRow row) {
        if (row == null) {
            return 404;
        }
        return row.takesDeliveries(now()) ? 202 : 410;
    }

    private Noted content(PushRow row, String digest) {
        var now = now();
        boolean isNew = sessions.fromStatelessTransaction(session -> {
            if (!Deliveries.note(session, row.token, digest, false, now)) {
                return false;
            }
            PushedFeeds.told(session, row.feedId, now);
            return true;
        });
        return isNew ? new Noted(202, row.feedId, digest) : Noted.DONE;
    }

    private Noted call(PushRow row, Delivery delivery) {
        var now = now();
        sessions.inStatelessTransaction(session -> {
            // A call without a body is the same every time.
            boolean again = delivery.body().length > 0
                    && !Deliveries.note(session, row.token, Deliveries.digest(delivery.body()), true, now);
            if (!again) {
                PushedFeeds.told(session, row.feedId, now);
                PushedFeeds.call(session, row.feedId, now);
                alive(session, row.token, row.feedId, now);
            }
        });
        return Noted.DONE;
    }

    /// The hub does what it has promised: until its lease ends the feed need be polled but rarely.
    private static void alive(StatelessSession session, String token, String feedId, Instant now) {
        var row = session.get(PushRow.class, token);
        if (row != null && row.leaseUntil != null && row.takesDeliveries(now)) {
            var note = "Its hub %s tells of news.".formatted(PushedFeeds.nameOf(row.hub));
            PushedFeeds.trust(session, feedId, row.leaseUntil, note, now);
        }
    }

    /// The hub is told nothing of it: whoever guesses at secrets is not to learn how far off he is (WebSub section
    /// 7.1).
    private Noted refuse(PushRow read) {
        var now = now();
        subscriptions.with(read.token, (session, row) -> {
            row.refused++;
            if (row.refusedAt == null || row.refusedAt.plus(COMPLAINTS_APART).isBefore(now)) {
                row.refusedAt = now;
                var note = "%d of the deliveries in the name of its hub %s had no right signature and were ignored."
                        .formatted(row.refused, PushedFeeds.nameOf(row.hub));
                PushedFeeds.note(session, row.feedId, note, now);
                LOG.warn("{} feed={} subscription={}", note, row.feedId, row.name());
            }
        });
        return Noted.DONE;
    }

    /// Milliseconds are what every store of ours keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
