package dev.orrery.publisher.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Tells a change again, some moments later.
///
/// What the fetcher says reaches us and the enricher at the same time, and we read what the enricher has stored.
/// Whoever reads between the two keeps what was there before, and would keep it until the next change. For one
/// thread.
final class Echoes {
    private static final List<Duration> AFTER =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final InstantSource clock;
    private final PriorityQueue<Echo> waiting = new PriorityQueue<>(Comparator.comparing(Echo::at));

    private record Echo(Instant at, Runnable change) {}

    Echoes(InstantSource clock) {
        this.clock = clock;
    }

    /// Tells it now, and again.
    void tell(Runnable change) {
        change.run();
        var now = clock.instant();
        AFTER.forEach(after -> waiting.add(new Echo(now.plus(after), change)));
    }

    /// Those whose time has come.
    void due() {
        var now = clock.instant();
        for (var next = waiting.peek(); next != null && !next.at().isAfter(now); next = waiting.peek()) {
            waiting.remove();
            next.change().run();
        }
    }
}
