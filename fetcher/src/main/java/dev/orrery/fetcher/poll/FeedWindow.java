package dev.orrery.fetcher.poll;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/// The row that keeps a feed's [Window].
@Entity
public class FeedWindow {
    @Id
    String feedId;

    String entries;

    @SuppressWarnings("NullAway.Init")
    protected FeedWindow() {}

    FeedWindow(String feedId, String entries) {
        this.feedId = feedId;
        this.entries = entries;
    }
}
