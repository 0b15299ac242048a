package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Hands out hosts, one holder at a time, to any number of fetchers on one database.
///
/// A lease is taken by compare-and-set: one `update` whose condition is that nobody holds it. It lasts [#LEASE] and
/// is renewed while the poll goes on, so a fetcher that dies leaves a host alone for that long at most. Every claim
/// has a token of its own, and what a poll stores is stored under that token: who lost the lease stores nothing. The
/// fetchers' clocks have to agree to within some seconds.
public final class Claims {
    static final Duration LEASE = Duration.ofSeconds(60);

    /// Well before the lease ends, a renewal missed once included.
    static final Duration RENEW_EVERY = Duration.ofSeconds(20);

    /// Later than any hold.
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final SessionFactory sessions;
    private final InstantSource clock;
    private final String fetcher = UUID.randomUUID().toString();
    private final AtomicLong count = new AtomicLong();

    public Claims(SessionFactory sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Claims up to this many hosts that have a feed due, the longest due first.
    public List<Claim> claim(int most) {
        var claims = new ArrayList<Claim>();
        for (var host : hostsDue(most)) {
            var claim = claim(host);
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /// Claims a feed's host for what the feed's hub has delivered. The host is not asked for anything, so the gap
    /// between polls does not matter; but whoever polls the feed now has to end first.
    ///
    /// @return null while somebody else holds the host
    public @Nullable Claim claimForDelivery(String feedId) {
        var now = clock.instant();
        var token = fetcher + "/" + count.incrementAndGet();
        return sessions.fromStatelessTransaction(session -> {
            var host = session.createSelectionQuery("select f.host from Feed f where f.id = :id", String.class)
                    .setParameter("id", feedId)
                    .getSingleResultOrNull();
            if (host == null || !take(session, host, token, now, FAR)) {
                return null;
            }
            var feed = session.get(Feed.class, feedId);
            if (feed == null || !feed.host.equals(host)) {
                release(session, host, token, now);
                return null;
            }
            return new Claim(host, token, feed, true);
        });
    }

    /// Extends the leases of polls that still go on.
    public void renew(Collection<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        var until = clock.instant().plus(LEASE);
        sessions.inStatelessTransaction(session -> session.createMutationQuery(
                        "update Host h set h.leaseUntil = :until where h.leaseToken in :tokens")
                .setParameter("until", until)
                .setParameter("tokens", claims.stream().map(Claim::token).toList())
                .executeUpdate());
    }

    /// Gives a host back without having polled it, and leaves it alone for a while.
    public void abandon(Claim claim, Duration pause) {
        sessions.inStatelessTransaction(
                session -> release(session, claim, clock.instant().plus(pause)));
    }

    /// Drops all leases. Only for a database that nobody else can have open, as H2's file is: there a lease found at
    /// the start is that of a fetcher that died.
    public void releaseAll() {
        sessions.inStatelessTransaction(session -> session.createMutationQuery(
                        "update Host h set h.leaseToken = null, h.leaseUntil = :epoch where h.leaseToken is not null")
                .setParameter("epoch", Instant.EPOCH)
                .executeUpdate());
    }

    /// Ends a claim within the caller's transaction. A host that is to be left alone for longer already stays so.
    ///
    /// @return false if the lease was no longer ours; then the caller's work is void
    static boolean release(StatelessSession session, Claim claim, Instant notBefore) {
        return release(session, claim.host(), claim.token(), notBefore);
    }

    private static boolean release(StatelessSession session, String host, String token, Instant notBefore) {
        return session.createMutationQuery(
                                "update Host h set h.leaseToken = null, h.leaseUntil = :epoch,"
                                        + " h.notBefore = greatest(h.notBefore, :notBefore) where h.name = :host and h.leaseToken = :token")
                        .setParameter("epoch", Instant.EPOCH)
                        .setParameter("notBefore", notBefore)
                        .setParameter("host", host)
                        .setParameter("token", token)
                        .executeUpdate()
                == 1;
    }

    private List<String> hostsDue(int most) {
        return sessions.fromStatelessTransaction(session -> session.createSelectionQuery(
                        "select f.host from Feed f join Host h on h.name = f.host"
                                + " where f.planets > 0 and f.nextPollAt <= :now"
                                + " and h.notBefore <= :now and h.leaseUntil <= :now"
                                + " group by f.host order by min(f.nextPollAt)",
                        String.class)
                .setParameter("now", clock.instant())
                .setMaxResults(most)
                .getResultList());
    }

    private @Nullable Claim claim(String host) {
        var now = clock.instant();
        var token = fetcher + "/" + count.incrementAndGet();
        return sessions.fromStatelessTransaction(session -> {
            if (!take(session, host, token, now, now)) {
                return null;
            }
            var feed = firstDue(session, host, now);
            if (feed == null) {
                // Another fetcher was quicker and has polled it meanwhile.
                release(session, host, token, now);
                return null;
            }
            return new Claim(host, token, feed);
        });
    }

    /// @param rested how long the host has to have been left alone
    private static boolean take(StatelessSession session, String host, String token, Instant now, Instant rested) {
        return session.createMutationQuery("update Host h set h.leaseToken = :token, h.leaseUntil = :until"
                                + " where h.name = :host and h.notBefore <= :rested and h.leaseUntil <= :now")
                        .setParameter("token", token)
                        .setParameter("until", now.plus(LEASE))
                        .setParameter("host", host)
                        .setParameter("rested", rested)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    private static @Nullable Feed firstDue(StatelessSession session, String host, Instant now) {
        return session.createSelectionQuery(
                        "from Feed f where f.host = :host and f.planets > 0 and f.nextPollAt <= :now"
                                + " order by f.nextPollAt",
                        Feed.class)
                .setParameter("host", host)
                .setParameter("now", now)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }
}
