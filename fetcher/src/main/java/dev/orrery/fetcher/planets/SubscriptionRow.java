package dev.orrery.fetcher.planets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/// That a planet carries a feed; how it does is in the planet's definition.
@Entity(name = "Subscription")
@Table(name = "subscription")
@IdClass(SubscriptionRow.Key.class)
public class SubscriptionRow {
    @Id
    String planet;

    @Id
    String feedId;

    boolean insecure;
    int maxBytes;

    @SuppressWarnings("NullAway.Init")
    protected SubscriptionRow() {}

    SubscriptionRow(String planet, String feedId, FeedTerms terms) {
        this.planet = planet;
        this.feedId = feedId;
        this.insecure = terms.insecure();
        this.maxBytes = terms.maxBytes();
    }

    FeedTerms terms() {
        return new FeedTerms(insecure, maxBytes);
    }

    /// Both together.
    public record Key(String planet, String feedId) implements Serializable {}
}
