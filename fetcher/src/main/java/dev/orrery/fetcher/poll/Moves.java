package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Feeds that take a new address, and feeds that prove to be one, within the transaction that stores a poll.
///
/// Of two that are one, the elder goes on under the address that both have come to: it has seen more. The other is
// polled
/// no more, and its id becomes an alias; planets that carried it carry the elder, see [FeedAlias].
final class Moves {
    private final StatelessSession session;
    private final Feed feed;
    private final boolean isNew;
    private final @Nullable String entriesBefore;
    private final Instant now;

    /// @param feed locked, as it was before the poll; what it becomes is left to the caller to store
    Moves(StatelessSession session, Feed feed, Instant now) {
        this.session = session;
        this.feed = feed;
        this.isNew = feed.lastSuccessAt == null;
        this.entriesBefore = feed.entriesHash;
        this.now = now;
    }

    /// To be called when the outcome has been applied to the feed.
    void after(PollOutcome outcome) {
        switch (outcome) {
            case PollOutcome.Updated updated -> {
                if (adopt(updated.answered().move())) {
                    return;
                }
                if (!updated.prints().entries().isEmpty()
                        && !updated.prints().entries().equals(entriesBefore)) {
                    join();
                }
            }
            case PollOutcome.NotModified(var answered) -> adopt(answered.move());
            case PollOutcome.RateLimited _, PollOutcome.Gone _, PollOutcome.Failed _ -> {}
        }
    }

    /// The feed that is polled at an address, if any.
    static @Nullable Feed at(StatelessSession session, String url, LockMode lock) {
        var id = Ids.feedId(url);
        var alias = session.get(FeedAlias.class, id);
        var feed = session.get(Feed.class, alias == null ? id : alias.feedId, lock);
        return feed == null || !feed.url.equals(url) ? null : feed;
    }

    /// @param feed that the move has been noted on
    static boolean isDue(Move move, Feed feed, Instant now) {
        return move.atOnce() || Move.isAgreed(Objects.requireNonNull(feed.movingSince), feed.movingPolls, now);
    }

    /// @return whether the feed's address or identity is settled by it
    private boolean adopt(@Nullable Move move) {
        if (move == null || !isDue(move, feed, now)) {
            return false;
        }
        var there = at(session, move.to(), LockMode.PESSIMISTIC_WRITE);
        if (there == null) {
            move(feed, move.to());
        } else if (!there.id.equals(feed.id)) {
            unite(there, move.to());
        }
        return true;
    }

    /// With the same address by the other scheme, where a feed of the same entries is polled.
    private void join() {
        var twin = Move.twin(feed.url);
        var other = twin == null ? null : at(session, twin, LockMode.PESSIMISTIC_WRITE);
        if (other != null
                && !other.id.equals(feed.id)
                && Objects.equals(other.entriesHash, feed.entriesHash)
                && Objects.equals(other.title, feed.title)) {
            unite(other, feed.url.startsWith("https:") ? feed.url : other.url);
        }
    }

    private void move(Feed mover, String to) {
        var host = CarriedFeeds.hostOf(to);
        CarriedFeeds.addHost(session, host);
        FeedUpdate.move(mover, to, host, now);
        var id = Ids.feedId(to);
        if (session.get(Feed.class, id) == null && session.get(FeedAlias.class, id) == null) {
            session.insert(new FeedAlias(id, mover.id, now));
        }
    }

    private void unite(Feed other, String address) {
        boolean otherIsElder = other.lastSuccessAt != null && (isNew || !other.addedAt.isAfter(feed.addedAt));
        var elder = otherIsElder ? other : feed;
        var younger = otherIsElder ? feed : other;
        dissolve(younger, elder, address);
        if (!elder.url.equals(address)) {
            move(elder, address);
        } else {
            elder.formerUrls = elder.formerUrls == null ? younger.url : elder.formerUrls + "\n" + younger.url;
        }
        elder.announceAt = now;
        session.update(other);
    }

    private void dissolve(Feed younger, Feed elder, String address) {
        younger.planets = 0;
        younger.state = State.MOVED;
        younger.since = now;
        younger.reason = "It is the same feed as %s, and is polled there.".formatted(address);
        younger.nextPollBecause = younger.reason;
        younger.announceAt = now;
        session.createMutationQuery("update FeedAlias a set a.feedId = :elder, a.madeAt = :now, a.settled = false"
                        + " where a.feedId = :younger")
                .setParameter("elder", elder.id)
                .setParameter("younger", younger.id)
                .setParameter("now", now)
                .executeUpdate();
        session.insert(new FeedAlias(younger.id, elder.id, now));
    }
}
