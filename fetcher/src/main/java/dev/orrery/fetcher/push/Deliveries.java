package dev.orrery.fetcher.push;

import dev.orrery.events.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/// Which deliveries have come, each by its subscription and the hash of its bytes. One that comes again is known, and
/// one that was answered but not finished is found. Within the caller's transactions.
final class Deliveries {
    /// Longer than any secret lives (two leases): what is older cannot be replayed, for its signature is wrong by then.
    private static final Duration KEPT = PushTimes.LONGEST_LEASE.multipliedBy(2).plusDays(2);

    /// A delivery that is not finished by then was lost with its fetcher.
    private static final Duration UNFINISHED = Duration.ofMinutes(2);

    private Deliveries() {}

    record Unfinished(String token, String digest, String feedId) {}

    static String digest(byte[] body) {
        return Ids.contentHash(body);
    }

    /// @return false if it came before
    static boolean note(StatelessSession session, String token, String digest, boolean handled, Instant now) {
        return session.createNativeMutationQuery("insert into push_delivery (token, digest, received_at, handled)"
                                + " values (:token, :digest, :now, :handled) on conflict do nothing")
                        .setParameter("token", token)
                        .setParameter("digest", digest)
                        .setParameter("now", now)
                        .setParameter("handled", handled)
                        .executeUpdate()
                == 1;
    }

    static void handled(StatelessSession session, String token, String digest) {
        session.createNativeMutationQuery(
                        "update push_delivery set handled = true where token = :token and digest = :digest")
                .setParameter("token", token)
                .setParameter("digest", digest)
                .executeUpdate();
    }

    static List<Unfinished> unfinished(StatelessSession session, Instant now) {
        return session
                .createNativeQuery(
                        "select d.token, d.digest, s.feed_id from push_delivery d"
                                + " join push_subscription s on s.token = d.token"
                                + " where d.handled = false and d.received_at < :before",
                        Object[].class)
                .setParameter("before", now.minus(UNFINISHED))
                .getResultList()
                .stream()
                .map(row -> new Unfinished((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    static void prune(StatelessSession session, Instant now) {
        session.createNativeMutationQuery("delete from push_delivery where handled = true and received_at < :before")
                .setParameter("before", now.minus(KEPT))
                .executeUpdate();
    }

    static void forget(StatelessSession session, String token) {
        session.createNativeMutationQuery("delete from push_delivery where token = :token")
                .setParameter("token", token)
                .executeUpdate();
    }
}
