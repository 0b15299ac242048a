package dev.orrery.bench.rounds;

import org.jspecify.annotations.Nullable;

/// What a round is about. In each every feed is polled once.
public enum Round {
    FIRST("planet added, first poll", 0, 0, null),
    ALL_NEW("200, all entries new", 100, Integer.MAX_VALUE, 3.5),
    NOT_MODIFIED("304", 0, 0, 0.4),
    ONE_NEW("1 % with one new entry", 1, 1, null);

    private final String label;
    private final int percent;
    private final int entries;
    private final @Nullable Double goal;

    Round(String label, int percent, int entries, @Nullable Double goal) {
        this.label = label;
        this.percent = percent;
        this.entries = entries;
        this.goal = goal;
    }

    String label() {
        return label;
    }

    /// How many of these feeds have something new.
    int feedsWithNews(int feeds) {
        return (feeds * percent + 99) / 100;
    }

    /// How many new entries those have.
    int newEntries(int inADocument) {
        return Math.min(entries, inADocument);
    }

    /// CPU for a feed in milliseconds that a fetcher that runs steadily is to stay under.
    @Nullable
    Double goal(Web web) {
        return this == NOT_MODIFIED && web.isTls() ? Double.valueOf(2.0) : web.isTls() ? null : goal;
    }
}
