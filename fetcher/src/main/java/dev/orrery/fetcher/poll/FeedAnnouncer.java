package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;

/// Brings feeds' statuses to `orrery.feeds` when they are due to be announced.
///
/// Each record gets a revision of its own before it is sent, so no two different records ever share one, whatever dies
/// in between.
public final class FeedAnnouncer {
    private static final int AT_ONCE = 200;
    private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

    private final SessionFactory sessions;
    private final Announcer announcer;
    private final InstantSource clock;

    public FeedAnnouncer(SessionFactory sessions, Announcer announcer, InstantSource clock) {
        this.sessions = sessions;
        this.announcer = announcer;
        this.clock = clock;
    }

    /// Announces what is due, and returns when it has arrived.
    ///
    /// @return how many records that were
    public int announce() throws InterruptedException {
        var feeds = raise();
        if (!feeds.isEmpty()) {
            announcer.feeds(feeds.stream().map(Feed::asStatus).toList());
            arrived(feeds);
        }
        return feeds.size();
    }

    /// Those that are due, each with a new revision, and put off while they are on their way: other fetchers leave them
    /// alone, and if ours dies they are due again soon.
    private List<Feed> raise() {
        // Every database gives it back as it is.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sessions.fromStatelessTransaction(session -> {
            var feeds = session.createSelectionQuery("from Feed f where f.announceAt <= :now order by f.id", Feed.class)
                    .setParameter("now", now)
                    .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                    .setMaxResults(AT_ONCE)
                    .getResultList();
            for (var feed : feeds) {
                feed.revision++;
                feed.announceAt = now.plus(ON_THE_WAY);
            }
            session.updateMultiple(feeds);
            return feeds;
        });
    }

    /// What has become due anew meanwhile stays due.
    private void arrived(List<Feed> feeds) {
        var putOff = feeds.getFirst().announceAt;
        sessions.inStatelessTransaction(session -> {
            var locked = Locks.feeds(session, feeds.stream().map(Feed::id).toList());
            session.createNativeMutationQuery("update feed set announce_at = null, announced_at = :now"
                            + " where id = any(:ids) and announce_at = :putOff")
                    .setParameter("now", clock.instant())
                    .setParameter("ids", locked.keySet().toArray(String[]::new))
                    .setParameter("putOff", putOff)
                    .executeUpdate();
        });
    }
}
