package dev.orrery.fetcher.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.StatelessSession;

/// Stores what some polls came to and gives their hosts back, within one transaction: two statements to lock hosts and
/// feeds, one to learn when each host is due next, and three in bulk.
///
/// All rows are read once, changed here and written once. Whatever else a poll touches (a feed that it proves to be the
/// same as) goes through the same copies, so that of two polls that end together none overwrites the other.
final class Finishing {
    private final StatelessSession session;
    private final List<Finish> finishes;
    private final Map<String, Host> hosts;
    private final Map<String, Feed> feeds;

    Finishing(StatelessSession session, List<Finish> finishes) {
        this.session = session;
        this.finishes = finishes;
        this.hosts = Claims.lock(session, finishes.stream().map(Finish::claim).toList());
        this.feeds = new HashMap<>(Locks.feeds(
                session, held().stream().map(finish -> finish.claim().feed().id).toList()));
    }

    /// @return for each poll whether it was stored; it was not if its claim was lost
    List<Boolean> store() {
        var held = held();
        for (var finish : held) {
            apply(finish);
        }
        session.updateMultiple(List.copyOf(feeds.values()));
        arrived(held);
        remember(held);
        var results = finishes.stream()
                .map(finish -> Claims.isHeld(hosts, finish.claim()))
                .toList();
        release(held);
        return results;
    }

    private List<Finish> held() {
        return finishes.stream()
                .filter(finish -> Claims.isHeld(hosts, finish.claim()))
                .toList();
    }

    private void apply(Finish finish) {
        var feed = Objects.requireNonNull(feeds.get(finish.claim().feed().id));
        var before = PublicFace.of(feed);
        if (finish.claim().delivered()) {
            PushedFeeds.delivered(feed, finish.outcome(), finish.claim().feed().emitting, finish.now());
        } else {
            polled(feed, finish);
        }
        feed.announceAt = before.announceAt(feed, finish.now());
    }

    private void polled(Feed feed, Finish finish) {
        var moves = new Moves(session, feeds, feed, finish.now());
        FeedUpdate.apply(feed, finish.outcome(), finish.next(), finish.now());
        moves.after(finish.outcome());
        if (finish.outcome() instanceof PollOutcome.RateLimited limited) {
            hold(limited, finish.next().at());
        }
    }

    private void hold(PollOutcome.RateLimited limited, Instant until) {
        var host = hosts.get(limited.host());
        if (host != null) {
            host.strikes = limited.strikes();
            host.heldUntil = until;
            host.notBefore = later(host.notBefore, until);
            return;
        }
        session.createMutationQuery("update Host h set h.strikes = :strikes, h.heldUntil = :until,"
                        + " h.notBefore = case when h.notBefore < :until then :until else h.notBefore end"
                        + " where h.name = :host")
                .setParameter("strikes", limited.strikes())
                .setParameter("until", until)
                .setParameter("host", limited.host())
                .executeUpdate();
    }

    private void arrived(List<Finish> held) {
        var ids = held.stream()
                .filter(finish -> finish.outcome() instanceof PollOutcome.Updated)
                .flatMap(finish -> ((PollOutcome.Updated) finish.outcome()).changed().stream())
                .map(sighting -> sighting.seen().entryId)
                .toArray(String[]::new);
        if (ids.length > 0) {
            session.createNativeMutationQuery("update seen_entry set pending_hash = null where entry_id = any(:ids)")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    private void remember(List<Finish> held) {
        var first = new ArrayList<FeedWindow>();
        var further = new ArrayList<FeedWindow>();
        for (var finish : held) {
            if (finish.outcome() instanceof PollOutcome.Updated updated
                    && updated.findings().window() != null) {
                (updated.findings().isFirstWindow() ? first : further)
                        .add(updated.findings().window());
            }
        }
        session.insertMultiple(first);
        session.updateMultiple(further);
    }

    private void release(List<Finish> held) {
        if (held.isEmpty()) {
            return;
        }
        var released = held.stream()
                .map(finish ->
                        release(Objects.requireNonNull(hosts.get(finish.claim().host())), finish.notBefore()))
                .toList();
        var due = firstDue(released.stream().map(host -> host.name).toList());
        for (var host : released) {
            host.dueAt = later(host.notBefore, due.getOrDefault(host.name, Claims.NEVER));
        }
        session.updateMultiple(released);
    }

    private static Host release(Host host, Instant notBefore) {
        host.leaseToken = null;
        host.leaseUntil = Instant.EPOCH;
        host.notBefore = later(host.notBefore, notBefore);
        return host;
    }

    /// When the first feed of each host is due, now that the polls are stored.
    private Map<String, Instant> firstDue(Collection<String> names) {
        var due = new HashMap<String, Instant>();
        session.createNativeQuery(
                        "select host, min(next_poll_at) as due from feed where host = any(:names) and planets > 0"
                                + " group by host",
                        Object[].class)
                .addScalar("host", String.class)
                .addScalar("due", Instant.class)
                .setParameter("names", names.toArray(String[]::new))
                .getResultList()
                .forEach(row -> due.put((String) row[0], (Instant) row[1]));
        return due;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
