package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.Ids;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.fetcher.TestClock;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Many servers of every temper, a clock of our own, and the real poller, for as many days as it takes.
///
/// The fetcher is stopped and started again once a day, once in the middle of adding feeds, and once it is away for
/// nine hours.
final class ScriptedWeb implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration GAP = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ADDS = Duration.ofSeconds(7);
    private static final Duration OUTAGE_AT = Duration.ofDays(15);
    private static final Duration OUTAGE = Duration.ofHours(9);

    final TestClock clock = new TestClock(START.toString());
    final List<String> trace = new ArrayList<>();
    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final Map<String, Instant> heldHosts = new HashMap<>();
    private final FeedHttpClient unused;
    private final Rows rows;
    private final Instant end;
    private FeedPoller poller;

    /// @param rows made with the clock that is given to it
    ScriptedWeb(java.util.function.Function<TestClock, Rows> rows, int hosts, int days) {
        this.rows = rows.apply(clock);
        this.end = START.plus(Duration.ofDays(days));
        for (var temper : Temper.ALL) {
            for (int host = 0; host < hosts; host++) {
                for (int i = 0; i < temper.feeds(); i++) {
                    var feed = feed(temper, host, host * temper.feeds() + i, i);
                    scores.put(
                            Ids.feedId(feed.url()),
                            new Score(feed, START.plus(BETWEEN_ADDS.multipliedBy(scores.size()))));
                }
            }
        }
        unused = new FeedHttpClient(
                new AddressGuard(List.of(), Set.of()),
                new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1, 1),
                "https://orrery.example/",
                clock);
        poller = poller();
    }

    List<Score> scores() {
        return List.copyOf(scores.values());
    }

    Feed row(Score score) {
        return rows.feed(score.feed());
    }

    void run() throws InterruptedException {
        var adds = new ArrayList<>(scores.values());
        var restart = START.plus(BETWEEN_ADDS.multipliedBy(adds.size() / 2));
        while (true) {
            var due = rows.nextDue();
            boolean add = !adds.isEmpty()
                    && (due == null || !adds.getFirst().addedAt().isAfter(due));
            var next = add ? adds.getFirst().addedAt() : Objects.requireNonNull(due);
            if (!next.isBefore(end)) {
                return;
            }
            pass(next);
            if (!clock.instant().isBefore(restart)) {
                restart();
                restart = clock.instant().plus(Duration.ofDays(1));
            }
            if (add) {
                rows.add(adds.removeFirst().feed(), clock.instant());
            } else {
                poll(rows.claim());
            }
        }
    }

    @Override
    public void close() {
        rows.close();
        unused.close();
    }

    private void pass(Instant to) {
        var down = START.plus(OUTAGE_AT);
        var up = down.plus(OUTAGE);
        var at = to.isAfter(clock.instant()) ? to : clock.instant();
        clock.set(at.isAfter(down) && at.isBefore(up) ? up : at);
    }

    private void restart() {
        rows.restart();
        poller = poller();
    }

    private void poll(Claim claim) throws InterruptedException {
        var now = clock.instant();
        var score = Objects.requireNonNull(scores.get(claim.feed().id()));
        var request = FeedPoller.request(claim.feed());
        trace.add(now + " " + request.url());
        var held = heldHosts.getOrDefault(claim.host(), Instant.EPOCH);
        score.asked(request, now, held);
        var visit = new Visit(score.feed(), request, now, Duration.between(START, now), score.polls());
        var answer = score.feed().temper().behaviour().apply(visit);
        score.answered(answer, now, host -> heldHosts.merge(claim.host(), host, (a, b) -> a.isAfter(b) ? a : b));
        poller.take(claim, answer, GAP);
        score.planned(rows.feed(score.feed()).nextPollAt);
    }

    private FeedPoller poller() {
        return new FeedPoller(
                rows.store(),
                unused,
                new FeedParser(100),
                new Readers(),
                new PollSchedule(Duration.ofMinutes(30), Duration.ofDays(1)),
                clock);
    }

    private static ScriptedFeed feed(Temper temper, int host, int number, int onHost) {
        var scheme = temper.name().startsWith("http to") ? "http" : "https";
        var url = "%s://%s-%d.example/feed%d"
                .formatted(
                        scheme,
                        temper.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                        host,
                        onHost);
        // Long enough before and after the story that the seed alone decides.
        var posts = temper.posting().posts(START, START.plus(Duration.ofDays(30)), url.hashCode());
        return new ScriptedFeed(temper, number, url, posts);
    }

    /// They see a post when it is sent.
    private final class Readers implements Announcer {
        @Override
        public void entries(List<Sighting> entries) {
            for (var sighting : entries) {
                var entry = sighting.record();
                Objects.requireNonNull(scores.get(entry.feedId()))
                        .seen(entry.key().value(), clock.instant());
            }
        }

        @Override
        public void feeds(List<FeedStatus> feeds) {}
    }
}
