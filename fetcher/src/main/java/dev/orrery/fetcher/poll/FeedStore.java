package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What polls leave behind: feeds' state and the entries that were seen.
///
/// A poll writes twice. [#intend] notes what is about to be sent, [#finish] that it has arrived, together with
/// validators and the next poll. Between the two a crash may happen at any moment: validators are never stored before
/// the acknowledgements, and what was noted is sent again unchanged.
public class FeedStore {
    private static final int CHUNK = 500;
    private static final Duration STRIKES_EXPIRE = Duration.ofDays(1);

    private final SessionFactory sessions;

    public FeedStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /// Of these entries those that were seen before, by id.
    public Map<String, SeenEntry> seen(Collection<String> entryIds) {
        var found = new HashMap<String, SeenEntry>();
        sessions.inStatelessTransaction(session -> {
            for (var chunk : chunks(entryIds)) {
                session.createSelectionQuery("from SeenEntry s where s.entryId in :ids", SeenEntry.class)
                        .setParameter("ids", chunk)
                        .getResultList()
                        .forEach(seen -> found.put(seen.entryId, seen));
            }
        });
        return found;
    }

    /// Notes what is about to be sent, before it is sent.
    ///
    /// @return false if the claim was lost; then nothing may be sent
    public boolean intend(Claim claim, List<Sighting> changed) {
        return sessions.fromStatelessTransaction(session -> {
            if (!holds(session, claim)) {
                return false;
            }
            session.createMutationQuery("update Feed f set f.emitting = true where f.id = :id")
                    .setParameter("id", claim.feed().id)
                    .executeUpdate();
            session.insertMultiple(rows(changed, true));
            session.updateMultiple(rows(changed, false));
            return true;
        });
    }

    /// How often in a row a host has asked to be left alone, this time included. Who asks again within a day of the
    /// last time asks in a row.
    public int strikes(String host, Instant now) {
        return sessions.fromStatelessTransaction(session -> {
            var row = session.get(Host.class, host);
            return row == null || row.heldUntil.plus(STRIKES_EXPIRE).isBefore(now) ? 1 : row.strikes + 1;
        });
    }

    /// Whether another feed than this one is polled at an address.
    public boolean isPolledAt(String url, Feed besides) {
        return sessions.fromStatelessTransaction(session -> {
            var there = Moves.at(session, url, LockMode.NONE);
            return there != null && !there.id.equals(besides.id) && there.lastSuccessAt != null;
        });
    }

    /// Stores what the poll came to and gives the host back, all or nothing.
    ///
    /// @param gap how long the host is left alone now
    /// @return false if the claim was lost; then nothing is stored
    public boolean finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
        return sessions.fromStatelessTransaction(session -> finish(session, claim, outcome, next, gap, now));
    }

    /// As the public one, within the caller's transaction.
    static boolean finish(
            StatelessSession session,
            Claim claim,
            PollOutcome outcome,
            PollSchedule.Next next,
            Duration gap,
            Instant now) {
        var held = outcome instanceof PollOutcome.RateLimited limited ? limited : null;
        var notBefore = now.plus(gap);
        boolean ownHost = held != null && held.host().equals(claim.host());
        if (!Claims.release(session, claim, ownHost && next.at().isAfter(notBefore) ? next.at() : notBefore)) {
            return false;
        }
        if (held != null) {
            hold(session, held, next.at());
        }
        var feed = Objects.requireNonNull(session.get(Feed.class, claim.feed().id, LockMode.PESSIMISTIC_WRITE));
        var before = PublicFace.of(feed);
        var moves = new Moves(session, feed, now);
        FeedUpdate.apply(feed, outcome, next, now);
        moves.after(outcome);
        if (outcome instanceof PollOutcome.Updated updated) {
            arrived(session, updated.changed());
        }
        feed.announceAt = before.announceAt(feed, now);
        session.update(feed);
        return true;
    }

    /// Tells a held host's other feeds that they wait too. The host's own row is what keeps them; this is for people,
    // and
    /// so that they do not all come at the same moment afterwards.
    public void tellNeighbours(Feed feed, String host, PollSchedule.Next limit, Instant now) {
        sessions.inStatelessTransaction(session -> {
            var neighbours = session.createSelectionQuery(
                            "select f.id from Feed f where f.host = :host and f.id <> :id and f.planets > 0"
                                    + " and f.nextPollAt < :until order by f.id",
                            String.class)
                    .setParameter("host", host)
                    .setParameter("id", feed.id)
                    .setParameter("until", limit.at())
                    .getResultList();
            for (var id : neighbours) {
                var next = PollSchedule.afterNeighboursLimit(id, host, limit, now);
                session.createMutationQuery("update Feed f set f.nextPollAt = :at, f.nextPollBecause = :because,"
                                + " f.announceAt = :now where f.id = :id and f.nextPollAt < :at")
                        .setParameter("at", next.at())
                        .setParameter("because", next.because())
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .executeUpdate();
            }
        });
    }

    private static void hold(StatelessSession session, PollOutcome.RateLimited held, Instant until) {
        session.createMutationQuery("update Host h set h.strikes = :strikes, h.heldUntil = :until,"
                        + " h.notBefore = case when h.notBefore < :until then :until else h.notBefore end"
                        + " where h.name = :host")
                .setParameter("strikes", held.strikes())
                .setParameter("until", until)
                .setParameter("host", held.host())
                .executeUpdate();
    }

    /// What a person would care about. Where it changes, the feed's status is announced at once; its times alone are
    /// announced once in a while.
    private record PublicFace(
            String url,
            @Nullable String formerUrls,
            State state,
            String reason,
            @Nullable Integer status,
            @Nullable String title,
            @Nullable String site,
            @Nullable String format,
            @Nullable String language,
            @Nullable Instant lastNewEntryAt) {
        private static final Duration TIMES_ALONE = Duration.ofHours(1);

        static PublicFace of(Feed feed) {
            return new PublicFace(
                    feed.url,
                    feed.formerUrls,
                    feed.state,
                    feed.reason,
                    feed.status,
                    feed.title,
                    feed.site,
                    feed.format,
                    feed.language,
                    feed.lastNewEntryAt);
        }

        @Nullable
        Instant announceAt(Feed feed, Instant now) {
            if (!equals(of(feed)) || feed.announcedAt == null) {
                return now;
            }
            return feed.announceAt != null ? feed.announceAt : feed.announcedAt.plus(TIMES_ALONE);
        }
    }

    private static List<SeenEntry> rows(List<Sighting> changed, boolean isNew) {
        return changed.stream()
                .filter(sighting -> sighting.isNew() == isNew)
                .map(Sighting::seen)
                .toList();
    }

    private static void arrived(StatelessSession session, List<Sighting> changed) {
        var ids = changed.stream().map(sighting -> sighting.seen().entryId).toList();
        for (var chunk : chunks(ids)) {
            session.createMutationQuery("update SeenEntry s set s.pendingHash = null where s.entryId in :ids")
                    .setParameter("ids", chunk)
                    .executeUpdate();
        }
    }

    private static boolean holds(StatelessSession session, Claim claim) {
        return session.createMutationQuery(
                                "update Host h set h.leaseToken = :token where h.name = :host and h.leaseToken = :token")
                        .setParameter("token", claim.token())
                        .setParameter("host", claim.host())
                        .executeUpdate()
                == 1;
    }

    private static List<List<String>> chunks(Collection<String> ids) {
        var all = List.copyOf(ids);
        return java.util.stream.IntStream.rangeClosed(0, (all.size() - 1) / CHUNK)
                .mapToObj(i -> all.subList(i * CHUNK, Math.min(all.size(), (i + 1) * CHUNK)))
                .filter(chunk -> !chunk.isEmpty())
                .toList();
    }
}
