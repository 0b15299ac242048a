package dev.orrery.fetcher.poll;

import dev.orrery.events.Ids;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/// Rows without a database, for stories of a month. What a poll changes is decided by the same [FeedUpdate]; that the
/// rest does as the database would is shown by `ScriptedWebTest.theDatabaseTellsTheSameStory`.
final class MemoryRows implements Rows {
    private final Map<String, Feed> feeds = new TreeMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final Map<String, SeenEntry> entries = new HashMap<>();
    private final Map<String, FeedWindow> windows = new HashMap<>();
    private final InstantSource clock;
    private FeedStore store = new Store();

    MemoryRows(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public FeedStore store() {
        return store;
    }

    @Override
    public void add(ScriptedFeed scripted, Instant now) {
        var host = CarriedFeeds.hostOf(scripted.url());
        var feed = new Feed(Ids.feedId(scripted.url()), scripted.url(), host, now);
        feed.planets = 1;
        feeds.put(feed.id, feed);
        hosts.computeIfAbsent(host, name -> new Host(name));
    }

    @Override
    public @Nullable Instant nextDue() {
        return feeds.values().stream()
                .map(this::due)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Claim claim() {
        var now = clock.instant();
        var feed = feeds.values().stream()
                .filter(each -> !due(each).isAfter(now))
                .min(Comparator.comparing(each -> each.nextPollAt))
                .orElseThrow();
        return new Claim(feed.host, "token", feed);
    }

    @Override
    public Feed feed(ScriptedFeed scripted) {
        return Objects.requireNonNull(feeds.get(Ids.feedId(scripted.url())));
    }

    @Override
    public void restart() {
        store = new Store();
    }

    @Override
    public void close() {}

    private Instant due(Feed feed) {
        var host = host(feed.host);
        return feed.nextPollAt.isBefore(host.notBefore) ? host.notBefore : feed.nextPollAt;
    }

    private Host host(String name) {
        return Objects.requireNonNull(hosts.get(name));
    }

    private final class Store extends FeedStore {
        Store() {
            // Nothing of it is ever asked for.
            super((SessionFactory) Proxy.newProxyInstance(
                    Store.class.getClassLoader(), new Class<?>[] {SessionFactory.class}, (_, method, _) -> {
                        throw new UnsupportedOperationException(method.getName());
                    }));
        }

        @Override
        Memory recall(Memory.Question question) {
            var found = new HashMap<String, SeenEntry>();
            for (var id : question.ids()) {
                var seen = entries.get(id);
                if (seen != null) {
                    found.put(id, seen);
                }
            }
            return new Memory(found, Window.of(windows.get(question.feedId())), List.of());
        }

        /// Scripted feeds neither move nor take back.
        @Override
        List<SeenEntry> trace(Memory.Trace trace) {
            return List.of();
        }

        @Override
        public boolean intend(Claim claim, List<Sighting> changed) {
            claim.feed().emitting = true;
            changed.forEach(each -> entries.put(each.seen().entryId, each.seen()));
            return true;
        }

        @Override
        public int strikes(String name, Instant now) {
            var host = host(name);
            return host.heldUntil.plus(Duration.ofDays(1)).isBefore(now) ? 1 : host.strikes + 1;
        }

        @Override
        public boolean isPolledAt(String url, Feed besides) {
            return feeds.values().stream().anyMatch(feed -> feed != besides && feed.url.equals(url));
        }

        @Override
        public boolean finish(Claim claim, PollOutcome outcome, PollSchedule.Next next, Duration gap, Instant now) {
            var feed = claim.feed();
            var host = host(feed.host);
            host.notBefore = now.plus(gap);
            FeedUpdate.apply(feed, outcome, next, now);
            switch (outcome) {
                case PollOutcome.Updated updated -> {
                    updated.changed().forEach(each -> each.seen().pendingHash = null);
                    var window = updated.findings().window();
                    if (window != null) {
                        windows.put(window.feedId, window);
                    }
                    follow(feed, updated.answered().move(), now);
                }
                case PollOutcome.NotModified(var answered) -> follow(feed, answered.move(), now);
                case PollOutcome.RateLimited limited -> {
                    host.strikes = limited.strikes();
                    host.heldUntil = next.at();
                    host.notBefore = next.at();
                }
                case PollOutcome.Gone _, PollOutcome.Failed _ -> {}
            }
            return true;
        }

        @Override
        public void tellNeighbours(Feed feed, String host, PollSchedule.Next next, Instant now) {
            feeds.values().stream()
                    .filter(each -> each != feed && each.host.equals(host) && each.nextPollAt.isBefore(next.at()))
                    .forEach(each -> each.nextPollAt = PollSchedule.afterNeighboursLimit(each.id, host, next, now)
                            .at());
        }

        private void follow(Feed feed, @Nullable Move move, Instant now) {
            if (move != null && Moves.isDue(move, feed, now)) {
                FeedUpdate.move(feed, move.to(), CarriedFeeds.hostOf(move.to()), now);
            }
        }
    }
}
