package dev.orrery.fetcher.poll;

import dev.orrery.fetcher.poll.Memory.Question;
import dev.orrery.fetcher.poll.Memory.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// What polls leave behind: feeds' state and the entries that were seen.
///
/// A poll writes twice. [#intend] notes what is about to be sent, [#finish] that it has arrived, together with
/// validators and the next poll. Between the two a crash may happen at any moment: validators are never stored before
/// the acknowledgements, and what was noted is sent again unchanged.
public class FeedStore {
    private static final Duration STRIKES_EXPIRE = Duration.ofDays(1);

    private final SessionFactory sessions;
    private final Batches<Question, Memory> recalling = new Batches<>(this::recallAll);
    private final Batches<Trace, List<SeenEntry>> tracing = new Batches<>(this::traceAll);
    private final Batches<Intention, Boolean> intending = new Batches<>(this::intendAll);
    private final Batches<Finish, Boolean> finishing = new Batches<>(this::finishAll);

    public FeedStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /// What is remembered of a feed's entries.
    Memory recall(Question question) {
        return recalling.submit(question);
    }

    /// Further entries of a feed that may be in its document under other keys, or have gone from it.
    List<SeenEntry> trace(Trace trace) {
        return tracing.submit(trace);
    }

    /// Notes what is about to be sent, before it is sent.
    ///
    /// @return false if the claim was lost; then nothing may be sent
    public boolean intend(Claim claim, List<Sighting> changed) {
        return intending.submit(new Intention(claim, changed));
    }

    private List<Memory> recallAll(List<Question> questions) {
        return sessions.fromStatelessTransaction(session -> Recall.all(session, questions));
    }

    private List<List<SeenEntry>> traceAll(List<Trace> traces) {
        return sessions.fromStatelessTransaction(session -> Recall.traces(session, traces));
    }

    private record Intention(Claim claim, List<Sighting> changed) {}

    private List<Boolean> intendAll(List<Intention> intentions) {
        return sessions.fromStatelessTransaction(session -> {
            var hosts = Claims.lock(
                    session, intentions.stream().map(Intention::claim).toList());
            var held = intentions.stream()
                    .filter(intention -> Claims.isHeld(hosts, intention.claim()))
                    .toList();
            if (!held.isEmpty()) {
                intend(session, held);
            }
            return intentions.stream()
                    .map(intention -> Claims.isHeld(hosts, intention.claim()))
                    .toList();
        });
    }

    private static void intend(StatelessSession session, List<Intention> intentions) {
        var feeds = Locks.feeds(
                session,
                intentions.stream()
                        .map(intention -> intention.claim().feed().id)
                        .toList());
        session.createNativeMutationQuery("update feed set emitting = true where id = any(:ids)")
                .setParameter("ids", feeds.keySet().toArray(String[]::new))
                .executeUpdate();
        var changed = intentions.stream()
                .flatMap(intention -> intention.changed().stream())
                .toList();
        session.insertMultiple(rows(changed, true));
        session.updateMultiple(rows(changed, false));
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
            var there = Moves.at(session, url);
            return there != null && !there.id.equals(besides.id) && there.lastSuccessAt != null;
        });
    }

    /// Stores what the poll came to and gives the host back, all or nothing. Polls that end at the same moment share a
    /// transaction.
    ///
    /// @param gap how long the host is left alone now
    /// @return false if the claim was lost; then nothing is stored
    public boolean finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
        return finishing.submit(new Finish(claim, outcome, next, gap, now));
    }

    private List<Boolean> finishAll(List<Finish> finishes) {
        return sessions.fromStatelessTransaction(session -> new Finishing(session, finishes).store());
    }

    /// Tells a held host's other feeds that they wait too. The host's own row is what keeps them; this is for people,
    /// and so that they do not all come at the same moment afterwards.
    public void tellNeighbours(Feed feed, String host, PollSchedule.Next limit, Instant now) {
        sessions.inStatelessTransaction(session -> {
            Locks.hosts(session, List.of(host));
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
                                + " f.pace = :pace, f.announceAt = :now where f.id = :id and f.nextPollAt < :at")
                        .setParameter("at", next.at())
                        .setParameter("because", next.because())
                        .setParameter("pace", next.pace())
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .executeUpdate();
            }
        });
    }

    private static List<SeenEntry> rows(List<Sighting> changed, boolean isNew) {
        return changed.stream()
                .filter(sighting -> sighting.isNew() == isNew)
                .map(Sighting::seen)
                .toList();
    }
}
