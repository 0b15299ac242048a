package dev.orrery.fetcher.poll;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/// The id of an address that proved to be another feed's: that feed moved to it, or two feeds were one. Planet files
/// that name the address carry that feed.
@Entity
public class FeedAlias {
    @Id
    String formerId;

    /// The feed that it is; never an alias itself.
    String feedId;

    Instant madeAt;

    /// Whether all planets know.
    boolean settled;

    @SuppressWarnings("NullAway.Init")
    protected FeedAlias() {}

    FeedAlias(String formerId, String feedId, Instant madeAt) {
        this.formerId = formerId;
        this.feedId = feedId;
        this.madeAt = madeAt;
    }
}
