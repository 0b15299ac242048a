package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/// Brings feeds' statuses to `orrery.feeds` when they are due to be announced.
///
/// Each record gets a revision of its own before it is sent, so no two different records ever share one, whatever dies
/// in between.
public final class FeedAnnouncer {
    private static final int AT_ONCE = 200;

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
        var statuses = new ArrayList<FeedStatus>();
        var announced = new ArrayList<Feed>();
        for (var feed : due()) {
            var raised = raise(feed);
            if (raised != null) {
                announced.add(raised);
                statuses.add(raised.asStatus());
            }
        }
        if (!statuses.isEmpty()) {
            announcer.feeds(statuses);
            arrived(announced);
        }
        return statuses.size();
    }

    private List<Feed> due() {
        return sessions.fromStatelessTransaction(
                session -> session.createSelectionQuery("from Feed f where f.announceAt <= :now", Feed.class)
                        .setParameter("now", clock.instant())
                        .setMaxResults(AT_ONCE)
                        .getResultList());
    }

    /// @return the feed as it is with its new revision, or null if another fetcher was quicker
    private @Nullable Feed raise(Feed feed) {
        return sessions.fromStatelessTransaction(session -> {
            int raised = session.createMutationQuery(
                            "update Feed f set f.revision = :next where f.id = :id and f.revision = :read")
                    .setParameter("next", feed.revision + 1)
                    .setParameter("read", feed.revision)
                    .setParameter("id", feed.id)
                    .executeUpdate();
            return raised == 1 ? session.get(Feed.class, feed.id) : null;
        });
    }

    private void arrived(List<Feed> feeds) {
        var now = clock.instant();
        sessions.inStatelessTransaction(session -> {
            for (var feed : feeds) {
                // If it is due anew since we read it, that stays.
                session.createMutationQuery("update Feed f set f.announceAt = null, f.announcedAt = :now"
                                + " where f.id = :id and f.revision = :revision and f.announceAt = :announceAt")
                        .setParameter("now", now)
                        .setParameter("id", feed.id)
                        .setParameter("revision", feed.revision)
                        .setParameter("announceAt", feed.announceAt)
                        .executeUpdate();
            }
        });
    }
}
