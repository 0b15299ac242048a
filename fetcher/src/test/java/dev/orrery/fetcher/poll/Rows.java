package dev.orrery.fetcher.poll;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a scripted story keeps what outlives a restart.
interface Rows extends AutoCloseable {
    FeedStore store();

    void add(ScriptedFeed feed, Instant now);

    /// The earliest moment at which a feed is due and its host may be asked; null if there is none.
    @Nullable
    Instant nextDue();

    /// What is due longest.
    Claim claim();

    Feed feed(ScriptedFeed feed);

    /// The fetcher goes and comes back: nothing is left but the rows.
    void restart();

    @Override
    void close();
}
