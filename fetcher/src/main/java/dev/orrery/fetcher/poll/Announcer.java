package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus;
import java.util.List;

/// Brings records to their topics.
public interface Announcer {
    /// Returns when every record is acknowledged, however long that takes.
    ///
    /// @throws InterruptedException if the fetcher is stopping; some of the records may have arrived
    void entries(List<Sighting> entries) throws InterruptedException;

    /// As [#entries].
    void feeds(List<FeedStatus> feeds) throws InterruptedException;
}
