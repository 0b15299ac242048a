package dev.orrery.fetcher.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/// What planets change of feeds, within the planets' own transactions.
public final class CarriedFeeds {
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    private CarriedFeeds() {}

    /// Makes sure that there are such feeds. A new one is due at once.
    ///
    /// @param feeds their addresses, by id
    /// @param besides ids of other feeds that the transaction is going to change
    public static void add(
            StatelessSession session, Map<String, String> feeds, Collection<String> besides, Instant now) {
        if (feeds.isEmpty() && besides.isEmpty()) {
            return;
        }
        var hosts = new TreeSet<>(hostsOf(session, besides));
        hosts.addAll(hostsOf(session, feeds.keySet()));
        feeds.values().forEach(url -> hosts.add(hostOf(url)));
        hosts.forEach(host -> addHost(session, host));
        Locks.hosts(session, hosts);
        var known = Set.copyOf(session.createNativeQuery("select id from feed where id = any(:ids)", String.class)
                .setParameter("ids", feeds.keySet().toArray(String[]::new))
                .getResultList());
        feeds.forEach((id, url) -> {
            if (!known.contains(id)) {
                session.insert(new Feed(id, url, hostOf(url), now));
            }
        });
    }

    /// Counts anew how many planets carry these feeds, and on which terms. A feed that none carries any more is
    /// polled no more.
    public static void recount(StatelessSession session, Collection<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        Locks.hosts(session, hostsOf(session, ids));
        Locks.feeds(session, ids);
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
        return session.createNativeQuery("select distinct host from feed where id = any(:ids)", String.class)
                .setParameter("ids", feedIds.toArray(String[]::new))
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

    /// Two planets may bring the same host at the same moment.
    static void addHost(StatelessSession session, String host) {
        session.createNativeMutationQuery("insert into host (name, lease_until, not_before)"
                        + " values (:name, :epoch, :epoch) on conflict do nothing")
                .setParameter("name", host)
                .setParameter("epoch", Instant.EPOCH)
                .executeUpdate();
    }

    /// With its port where that is not the scheme's own: another port is another server.
    static String hostOf(String url) {
        var uri = URI.create(url);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
