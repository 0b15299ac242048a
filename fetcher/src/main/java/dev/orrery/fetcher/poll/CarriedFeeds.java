package dev.orrery.fetcher.poll;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import org.hibernate.StatelessSession;

/// What planets change of feeds, within the planets' own transactions.
public final class CarriedFeeds {
    private CarriedFeeds() {}

    /// Makes sure that there is such a feed. A new one is due at once.
    public static void add(StatelessSession session, String id, String url, Instant now) {
        if (session.get(Feed.class, id) != null) {
            return;
        }
        var host = hostOf(url);
        if (session.get(Host.class, host) == null) {
            session.insert(new Host(host));
        }
        session.insert(new Feed(id, url, host, now));
    }

    /// Counts anew how many planets carry these feeds, and on which terms. A feed that none carries any more is
    /// polled no more.
    public static void recount(StatelessSession session, Collection<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        session.createMutationQuery("update Feed f set f.announceAt = :now,"
                        + " f.planets = (select count(*) from Subscription s where s.feedId = f.id),"
                        + " f.maxBytes = (select coalesce(max(s.maxBytes), 0) from Subscription s where s.feedId = f.id),"
                        + " f.insecure = (select count(*) > 0 and count(*) = sum(case when s.insecure then 1 else 0 end)"
                        + " from Subscription s where s.feedId = f.id)"
                        + " where f.id in :ids")
                .setParameter("now", now)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /// With its port where that is not the scheme's own: another port is another server.
    static String hostOf(String url) {
        var uri = URI.create(url);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
