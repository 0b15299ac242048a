package dev.orrery.fetcher.push;

import dev.orrery.fetcher.poll.PushedFeeds;
import dev.orrery.fetcher.push.PushRow.State;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The subscriptions in the database. Any number of fetchers share them: a step is taken by compare-and-set, so that
/// each is taken by one of them.
final class Subscriptions {
    private static final int AT_ONCE = 200;

    private static final String WANTED = "p.state in (WANTED, ASKED, ACTIVE)";

    private final SessionFactory sessions;

    Subscriptions(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Nullable
    PushRow find(String token) {
        return sessions.fromStatelessTransaction(session -> session.get(PushRow.class, token));
    }

    /// Those whose next step is due, the longest due first.
    List<PushRow> due(int most, Instant now) {
        return sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "from Push p where p.nextStepAt <= :now order by p.nextStepAt", PushRow.class)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList());
    }

    /// Ends what no planet wants any more, or no feed names any more.
    void end(Instant now) {
        var stale = sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "from Push p where " + WANTED + " and not exists (select 1 from Feed f where f.id = p.feedId"
                                + " and f.planets > 0 and f.hub = p.hub and f.topic = p.topic)",
                        PushRow.class)
                .setMaxResults(AT_ONCE)
                .getResultList());
        for (var row : stale) {
            with(row.token, (session, ending) -> {
                if (ending.isWanted()) {
                    ending.state = State.ENDING;
                    ending.nextStepAt = now;
                    ending.failures = 0;
                    PushedFeeds.doubt(session, ending.feedId, null, now);
                }
            });
        }
    }

    /// Makes one for every feed that names a hub and has none there.
    ///
    /// @param callback the address for a token
    void begin(Function<String, String> callback, Instant now) {
        var missing = sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select f.id from Feed f where f.planets > 0 and f.hub is not null"
                                + " and not exists (select 1 from Push p where p.feedId = f.id and " + WANTED + ")",
                        String.class)
                .setMaxResults(AT_ONCE)
                .getResultList());
        for (var feedId : missing) {
            sessions.inStatelessTransaction(session -> begin(session, feedId, callback, now));
        }
    }

    private static void begin(StatelessSession session, String feedId, Function<String, String> callback, Instant now) {
        // Locks the feed: of two fetchers the second one finds it done.
        var feed = session.createNativeQuery(
                        "select hub, topic from feed where id = :id and hub is not null for update", Object[].class)
                .setParameter("id", feedId)
                .getSingleResultOrNull();
        boolean there = session.createSelectionQuery(
                                "select count(*) from Push p where p.feedId = :id and " + WANTED, Long.class)
                        .setParameter("id", feedId)
                        .getSingleResult()
                > 0;
        if (feed != null && !there) {
            var token = Tokens.next();
            session.insert(new PushRow(
                    token, feedId, String.valueOf(feed[0]), String.valueOf(feed[1]), callback.apply(token), now));
        }
    }

    /// Those that hubs know under another address are asked for anew, all of them soon.
    void moveTo(String base, Instant now) {
        sessions.inStatelessTransaction(session -> session.createMutationQuery(
                        "update Push p set p.nextStepAt = :now where p.state = ACTIVE and p.callback not like :base")
                .setParameter("now", now)
                .setParameter("base", base.replace("_", "\\_").replace("%", "\\%") + "%")
                .executeUpdate());
    }

    /// Takes the next step, before the hub is asked.
    ///
    /// @param read as it was read
    /// @return the row as it is now, or null if another fetcher has taken the step
    @Nullable
    PushRow step(PushRow read, Consumer<PushRow> change) {
        return sessions.fromStatelessTransaction(session -> {
            var row = session.get(PushRow.class, read.token, LockMode.PESSIMISTIC_WRITE);
            if (row == null || row.state != read.state || !row.nextStepAt.equals(read.nextStepAt)) {
                return null;
            }
            change.accept(row);
            session.update(row);
            return row;
        });
    }

    /// Changes a subscription, alone, if it is there.
    void with(String token, Change change) {
        sessions.inStatelessTransaction(session -> {
            var row = session.get(PushRow.class, token, LockMode.PESSIMISTIC_WRITE);
            if (row != null) {
                change.make(session, row);
                session.update(row);
            }
        });
    }

    void delete(String token) {
        sessions.inStatelessTransaction(session -> {
            Deliveries.forget(session, token);
            session.createMutationQuery("delete from Push p where p.token = :token")
                    .setParameter("token", token)
                    .executeUpdate();
        });
    }

    /// What is done to a locked row.
    @FunctionalInterface
    interface Change {
        void make(StatelessSession session, PushRow row);
    }
}
