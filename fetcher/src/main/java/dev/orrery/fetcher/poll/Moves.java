package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Feeds that take a new address, and feeds that prove to be one, within the transaction that stores a poll.
///
/// Of two that are one, the elder goes on under the address that both have come to: it has seen more. The other is
/// polled no more, and its id becomes an alias; planets that carried it carry the elder, see [FeedAlias].
final class Moves {
    private final StatelessSession session;
    private final Map<String, Feed> known;
    private final Feed feed;
    private final boolean isNew;
    private final @Nullable String entriesBefore;
    private final Instant now;

    /// @param known feeds that the caller has locked and will store, by id; what is locked here is added
    /// @param feed  one of them, as it was before the poll
    Moves(StatelessSession session, Map<String, Feed> known, Feed feed, Instant now) {
        this.session = session;
        this.known = known;
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
    static @Nullable Feed at(StatelessSession session, String url) {
        var feed = session.get(Feed.class, idAt(session, url));
        return feed == null || !feed.url.equals(url) ? null : feed;
    }

    /// The same, locked, and the caller's own copy where it has one.
    private @Nullable Feed lockedAt(String url) {
        var id = idAt(session, url);
        var feed = known.get(id);
        if (feed == null) {
            feed = session.get(Feed.class, id, LockMode.PESSIMISTIC_WRITE);
        }
        return feed == null || !feed.url.equals(url) ? null : feed;
    }

    private static String idAt(StatelessSession session, String url) {
        var id = Ids.feedId(url);
        var alias = session.get(FeedAlias.class, id);
        return alias == null ? id : alias.feedId;
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
        var there = lockedAt(move.to());
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
        var other = twin == null ? null : lockedAt(twin);
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
        CarriedFeeds.expect(session, List.of(host), now);
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
        known.put(other.id, other);
    }

    private void dissolve(Feed younger, Feed elder, String address) {
        younger.planets = 0;
        younger.state = State.MOVED;
        younger.since = now;
        younger.reason = "It is the same feed as %s, and is polled there.".formatted(address);
        younger.nextPollBecause = younger.reason;
        younger.cause = null;
        younger.pace = null;
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
