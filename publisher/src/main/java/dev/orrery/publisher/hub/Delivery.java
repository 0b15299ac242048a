package dev.orrery.publisher.hub;

import dev.orrery.events.HubSubscription;
import dev.orrery.publisher.hub.Ledger.Held;
import dev.orrery.publisher.hub.Newsstand.Issue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells subscribers of news: of those subscriptions that are this publisher's to deliver, each whose subscriber has
/// something else than there is now.
///
/// What a subscriber has is noted with its subscription, after it was taken. So a publisher that dies in between leaves
/// one delivery that comes twice, and none that never comes; and changes that nobody delivered are delivered by whoever
/// has the subscription next.
final class Delivery {
    /// A subscriber is not told more often.
    static final Duration REST = Duration.ofSeconds(10);

    /// After the first failure; then twice as long each time, up to [#LONGEST].
    static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    static final Duration LONGEST = Duration.ofHours(4);

    /// In a row; they take about a day.
    static final int MOST_FAILURES = 14;

    /// So long after a change a shelf may still give what was there before.
    static final Duration SETTLED = Duration.ofSeconds(2);

    private static final int AT_A_HOST = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Ledger ledger;
    private final Supplier<Set<Integer>> duties;
    private final Newsstand newsstand;
    private final Callbacks callbacks;
    private final SubscriptionLog log;
    private final InstantSource clock;
    private final Executor executor;

    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean everything = new AtomicBoolean(true);
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Crowd crowd = new Crowd(AT_A_HOST);

    /// How far a subscription is, beside what is noted of it.
    private static final class Progress {
        private volatile boolean look = true;
        private volatile boolean busy;
        private volatile Instant notBefore = Instant.MIN;
        private volatile Instant until = Instant.MIN;
        private volatile @Nullable String planet;

        /// Noted, though the ledger may not know it yet.
        private volatile @Nullable String delivered;
    }

    /// @param duties   the partitions that are ours
    /// @param executor where subscribers are waited for
    Delivery(
            Ledger ledger,
            Supplier<Set<Integer>> duties,
            Newsstand newsstand,
            Callbacks callbacks,
            SubscriptionLog log,
            InstantSource clock,
            Executor executor) {
        this.ledger = ledger;
        this.duties = duties;
        this.newsstand = newsstand;
        this.callbacks = callbacks;
        this.log = log;
        this.clock = clock;
        this.executor = executor;
    }

    void changed(String planet) {
        changed.add(planet);
    }

    void everything() {
        everything.set(true);
    }

    /// Begins what is due. For one thread; documents are waited for here, subscribers elsewhere.
    void round() {
        var now = clock.instant();
        boolean all = everything.getAndSet(false);
        var planets = new HashSet<>(changed);
        changed.removeAll(planets);
        var issues = new HashMap<String, Optional<Issue>>();
        var ours = ledger.in(duties.get());
        for (var held : ours) {
            var state = progress.computeIfAbsent(held.id(), _ -> new Progress());
            var planet = state.planet;
            if (all || (planet != null && planets.contains(planet))) {
                state.look = true;
                state.until = now.plus(SETTLED);
            }
            if (!state.busy && !now.isBefore(state.notBefore)) {
                one(held, state, now, issues);
            }
        }
        var ids = new HashSet<String>();
        ours.forEach(held -> ids.add(held.id()));
        progress.entrySet().removeIf(known -> !ids.contains(known.getKey()) && !known.getValue().busy);
    }

    private void one(Held held, Progress state, Instant now, Map<String, Optional<Issue>> issues) {
        var subscription = held.subscription();
        if (held.ended() || subscription.leaseUntil().isBefore(now)) {
            state.notBefore = now.plus(REST);
            begin(held, state, () -> log.end(subscription));
            return;
        }
        if (!state.look) {
            return;
        }
        var issue = issues.computeIfAbsent(subscription.topic(), newsstand::now).orElse(null);
        if (issue == null) {
            // The planet may be gone, or nothing in the view; both may come back.
            state.notBefore = now.plus(FIRST_RETRY);
            return;
        }
        state.planet = issue.planet();
        boolean news = state.delivered == null
                ? !issue.hash().equals(subscription.delivered())
                : !issue.hash().equals(state.delivered);
        // Before it begins: its end may say that there is to be another look.
        state.look = now.isBefore(state.until);
        if (news && !begin(held, state, () -> deliver(subscription, state, issue))) {
            state.look = true;
        }
    }

    /// @return false where its host is busy with others
    private boolean begin(Held held, Progress state, Runnable work) {
        var host = Crowd.host(held.subscription().callback());
        if (!crowd.enter(host)) {
            return false;
        }
        state.busy = true;
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A delivery broke off. subscription={}", held.id(), e);
                state.notBefore = clock.instant().plus(FIRST_RETRY);
                state.look = true;
            } finally {
                state.busy = false;
                crowd.leave(host);
            }
        });
        return true;
    }

    private void deliver(HubSubscription to, Progress state, Issue issue) {
        var now = clock.instant();
        state.notBefore = now.plus(REST);
        switch (callbacks.deliver(to, issue.type(), issue.body(), issue.links())) {
            case TAKEN -> {
                state.delivered = issue.hash();
                log.put(latest(to).delivered(issue.hash()));
            }
            case GONE -> log.end(to);
            case FAILED -> failed(latest(to).failed(), state, now);
        }
    }

    private void failed(HubSubscription to, Progress state, Instant now) {
        state.look = true;
        state.notBefore = now.plus(retry(to.failures()));
        if (to.failures() >= MOST_FAILURES) {
            LOG.info("A subscriber does not take what it asked for; its subscription ends. subscription={}", to.id());
            log.end(to);
        } else {
            log.put(to);
        }
    }

    static Duration retry(int failures) {
        var after = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return after.compareTo(LONGEST) > 0 ? LONGEST : after;
    }

    /// It may have been renewed while its subscriber was waited for.
    private HubSubscription latest(HubSubscription used) {
        var known = ledger.get(used.id());
        return known == null ? used : known;
    }
}
