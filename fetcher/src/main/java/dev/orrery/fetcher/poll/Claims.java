package dev.orrery.fetcher.poll;

import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Hands out hosts, one holder at a time, to any number of fetchers on one database.
///
/// Hosts that are due and nobody holds are locked (`for update skip locked`), leased and handed out in one transaction.
/// A lease lasts [#LEASE] and is renewed while the poll goes on, so a fetcher that dies leaves a host alone for that
/// long at most. Every batch of claims has a token of its own, and what a poll stores is stored under that token: who
/// lost the lease stores nothing. The fetchers' clocks have to agree to within some seconds.
///
/// When a host has something due stands in its own row ([Host#dueAt]), so that looking for work costs the same however
/// many feeds there are. It may be too early, never too late: who finds nothing due there corrects it.
///
/// What every poll asks for is SQL with an array as its one parameter, here and in [Finishing] and [FeedStore]: HQL's
/// lists are translated anew each time, which took longer than the database did.
public final class Claims {
    static final Duration LEASE = Duration.ofSeconds(60);

    /// Later than any feed is due.
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /// When the first of a host's feeds is due.
    private static final String NEXT_DUE =
            "coalesce((select min(f.nextPollAt) from Feed f where f.host = h.name and f.planets > 0), :never)";

    private final SessionFactory sessions;
    private final InstantSource clock;
    private final Duration lease;
    private final String fetcher = UUID.randomUUID().toString();
    private final AtomicLong count = new AtomicLong();

    public Claims(SessionFactory sessions, InstantSource clock) {
        this(sessions, clock, LEASE);
    }

    /// @param lease how long a host is held without being renewed; all fetchers of a database use the same
    public Claims(SessionFactory sessions, InstantSource clock, Duration lease) {
        this.sessions = sessions;
        this.clock = clock;
        this.lease = lease;
    }

    /// Well before a lease ends, a renewal missed once included.
    Duration renewEvery() {
        return lease.dividedBy(3);
    }

    /// Claims up to this many hosts that have a feed due, the longest due first, in one transaction.
    public List<Claim> claim(int most) {
        while (true) {
            var look = sessions.fromStatelessTransaction(session -> look(session, most));
            if (look.hosts() == 0 || !look.claims().isEmpty()) {
                return look.claims();
            }
        }
    }

    /// @param hosts how many seemed to be due; those that were not are put off by now
    private record Look(int hosts, List<Claim> claims) {}

    private Look look(StatelessSession session, int most) {
        var now = clock.instant();
        var token = fetcher + "/" + count.incrementAndGet();
        var hosts = lockDue(session, now, most);
        if (hosts.isEmpty()) {
            return new Look(0, List.of());
        }
        take(session, hosts, token, now.plus(lease));
        var claims = firstDue(session, hosts, now).stream()
                .map(feed -> new Claim(feed.host, token, feed))
                .sorted(Comparator.comparing(claim -> claim.feed().nextPollAt))
                .toList();
        var idle = new ArrayList<>(hosts);
        idle.removeAll(claims.stream().map(Claim::host).collect(Collectors.toSet()));
        if (!idle.isEmpty()) {
            postpone(session, idle);
        }
        return new Look(hosts.size(), claims);
    }

    /// Claims a feed's host for what the feed's hub has delivered. The host is not asked for anything, so the gap
    /// between polls does not matter; but whoever polls the feed now has to end first.
    ///
    /// @return null while somebody else holds the host
    public @Nullable Claim claimForDelivery(String feedId) {
        var now = clock.instant();
        var token = fetcher + "/" + count.incrementAndGet();
        return sessions.fromStatelessTransaction(session -> {
            var host = session.createSelectionQuery(
                            "from Host h where h.name = (select f.host from Feed f where f.id = :id)", Host.class)
                    .setParameter("id", feedId)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getSingleResultOrNull();
            var feed = session.get(Feed.class, feedId);
            if (host == null || feed == null || !feed.host.equals(host.name) || host.leaseUntil.isAfter(now)) {
                return null;
            }
            take(session, List.of(host.name), token, now.plus(lease));
            return new Claim(host.name, token, feed, true);
        });
    }

    /// Extends the leases of polls that still go on. A host whose poll is just being stored is passed over.
    public void renew(Collection<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        var until = clock.instant().plus(lease);
        sessions.inStatelessTransaction(session -> {
            var hosts = session.createNativeQuery(
                            "select name from host where name = any(:names) and lease_token = any(:tokens)"
                                    + " for update skip locked",
                            String.class)
                    .setParameter("names", claims.stream().map(Claim::host).toArray(String[]::new))
                    .setParameter("tokens", claims.stream().map(Claim::token).toArray(String[]::new))
                    .getResultList();
            session.createNativeMutationQuery("update host set lease_until = :until where name = any(:names)")
                    .setParameter("until", until)
                    .setParameter("names", hosts.toArray(String[]::new))
                    .executeUpdate();
        });
    }

    /// Gives a host back without having polled it, and leaves it alone for a while.
    public void abandon(Claim claim, Duration pause) {
        var notBefore = clock.instant().plus(pause);
        sessions.inStatelessTransaction(session -> session.createMutationQuery(
                        "update Host h set h.leaseToken = null, h.leaseUntil = :epoch, h.dueAt = :notBefore,"
                                + " h.notBefore = case when h.notBefore < :notBefore then :notBefore else h.notBefore end"
                                + " where h.name = :host and h.leaseToken = :token")
                .setParameter("epoch", Instant.EPOCH)
                .setParameter("notBefore", notBefore)
                .setParameter("host", claim.host())
                .setParameter("token", claim.token())
                .executeUpdate());
    }

    /// Drops all leases. Only for a database that nobody else can have open, as H2's file is: there a lease found at
    /// the start is that of a fetcher that died.
    public void releaseAll() {
        sessions.inStatelessTransaction(session -> session.createMutationQuery(
                        "update Host h set h.leaseToken = null, h.leaseUntil = :epoch where h.leaseToken is not null")
                .setParameter("epoch", Instant.EPOCH)
                .executeUpdate());
    }

    /// The claims' hosts, locked to the end of the caller's transaction, by name.
    static Map<String, Host> lock(StatelessSession session, Collection<Claim> claims) {
        return Locks.hosts(session, claims.stream().map(Claim::host).toList());
    }

    /// Whether the lease is still ours; if it is not, the claim's work is void.
    static boolean isHeld(Map<String, Host> hosts, Claim claim) {
        var host = hosts.get(claim.host());
        return host != null && claim.token().equals(host.leaseToken);
    }

    /// Locks hosts that may have something due, the longest due first. What another fetcher is just claiming is passed
    /// over and not waited for.
    private static List<String> lockDue(StatelessSession session, Instant now, int most) {
        return session.createNativeQuery(
                        "select name from host where due_at <= :now and not_before <= :now and lease_until <= :now"
                                + " order by due_at limit :most for update skip locked",
                        String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    private static void take(StatelessSession session, List<String> hosts, String token, Instant until) {
        session.createNativeMutationQuery(
                        "update host set lease_token = :token, lease_until = :until where name = any(:hosts)")
                .setParameter("token", token)
                .setParameter("until", until)
                .setParameter("hosts", hosts.toArray(String[]::new))
                .executeUpdate();
    }

    /// Of each host the feed that is due longest.
    private static List<Feed> firstDue(StatelessSession session, List<String> hosts, Instant now) {
        return session.createNativeQuery(
                        "select * from feed where id in (select (select g.id from feed g where g.host = h.name"
                                + " and g.planets > 0 and g.next_poll_at <= :now order by g.next_poll_at, g.id limit 1)"
                                + " from host h where h.name = any(:hosts))",
                        Feed.class)
                .setParameter("now", now)
                .setParameter("hosts", hosts.toArray(String[]::new))
                .getResultList();
    }

    /// Their time was a guess, made when feeds came or a poll broke off; now it is known.
    private static void postpone(StatelessSession session, List<String> hosts) {
        session.createMutationQuery("update Host h set h.leaseToken = null, h.leaseUntil = :epoch, h.dueAt = "
                        + NEXT_DUE + " where h.name in :hosts")
                .setParameter("epoch", Instant.EPOCH)
                .setParameter("never", NEVER)
                .setParameter("hosts", hosts)
                .executeUpdate();
    }
}
