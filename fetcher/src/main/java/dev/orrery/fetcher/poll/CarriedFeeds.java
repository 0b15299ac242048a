package dev.orrery.fetcher.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// What planets change of feeds, within the planets' own transactions.
public final class CarriedFeeds {
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    private CarriedFeeds() {}

    /// Makes sure that there is such a feed. A new one is due at once.
    public static void add(StatelessSession session, String id, String url, Instant now) {
        if (session.get(Feed.class, id) != null) {
            return;
        }
        var host = hostOf(url);
        addHost(session, host);
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
        expect(session, hostsOf(session, ids), now);
    }

    /// The feed may be due now, or sooner than its host knows.
    static void expect(StatelessSession session, String feedId, Instant now) {
        expect(session, hostsOf(session, List.of(feedId)), now);
    }

    private static List<String> hostsOf(StatelessSession session, Collection<String> feedIds) {
        return session.createSelectionQuery("select distinct f.host from Feed f where f.id in :ids", String.class)
                .setParameter("ids", feedIds)
                .getResultList();
    }

    /// Something may be due on these hosts now. All of them are touched, even where it changes nothing: whoever is just
    /// claiming such a host and finds nothing due there yet is waited for, and does not put it off after us.
    static void expect(StatelessSession session, Collection<String> hosts, Instant now) {
        session.createMutationQuery("update Host h set h.dueAt = case when h.dueAt > :now then :now else h.dueAt end"
                        + " where h.name in :hosts")
                .setParameter("now", now)
                .setParameter("hosts", hosts)
                .executeUpdate();
    }

    /// Of these ids those that are another feed's by now, with that feed's.
    public static Map<String, String> aliases(StatelessSession session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return session
                .createSelectionQuery("from FeedAlias a where a.formerId in :ids", FeedAlias.class)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(alias -> alias.formerId, alias -> alias.feedId));
    }

    /// Ids that have become another feed's lately, so that planets may still carry them.
    public static List<String> unsettledAliases(StatelessSession session) {
        return session.createSelectionQuery("select a.formerId from FeedAlias a where a.settled = false", String.class)
                .getResultList();
    }

    /// Those aliases that are older than any transaction that could still add a planet to them are looked at no more.
    public static void settleAliases(StatelessSession session, Collection<String> ids, Instant now) {
        session.createMutationQuery(
                        "update FeedAlias a set a.settled = true where a.formerId in :ids and a.madeAt <= :old")
                .setParameter("ids", ids)
                .setParameter("old", now.minus(LONGEST_TRANSACTION))
                .executeUpdate();
    }

    static void addHost(StatelessSession session, String host) {
        if (session.get(Host.class, host) == null) {
            session.insert(new Host(host));
        }
    }

    /// With its port where that is not the scheme's own: another port is another server.
    static String hostOf(String url) {
        var uri = URI.create(url);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
