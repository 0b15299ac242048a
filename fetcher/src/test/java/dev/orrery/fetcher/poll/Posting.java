package dev.orrery.fetcher.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// How scripted authors write: the same each time for the same seed.
enum Posting {
    HOURLY(Duration.ofHours(1)),
    SIX_HOURLY(Duration.ofHours(6)),
    DAILY(Duration.ofDays(1)),
    WEEKLY(Duration.ofDays(7)),
    YEARLY(Duration.ofDays(365)),
    /// Six posts within two hours, every six days.
    IN_BURSTS(Duration.ofDays(6));

    private static final int BEFORE = 12;

    private final Duration gap;

    Posting(Duration gap) {
        this.gap = gap;
    }

    List<Instant> posts(Instant start, Instant end, long seed) {
        var random = new SplittableRandom(seed);
        var posts = new ArrayList<Instant>();
        // Somewhere between two posts the story begins.
        var at = start.minus(gap.multipliedBy(BEFORE)).minusMillis((long) (gap.toMillis() * random.nextDouble()));
        while (at.isBefore(end)) {
            for (int i = 0; i < (this == IN_BURSTS ? 6 : 1); i++) {
                posts.add(at.plus(Duration.ofMinutes(20L * i)));
            }
            at = at.plusMillis((long) (gap.toMillis() * (0.5 + random.nextDouble())));
        }
        return posts;
    }
}
