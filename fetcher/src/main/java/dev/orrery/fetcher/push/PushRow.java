package dev.orrery.fetcher.push;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A subscription to one feed at one hub, as the database keeps it. A feed that changes its hub or topic gets another
/// one, and this one ends.
@Entity(name = "Push")
@Table(name = "push_subscription")
public class PushRow {
    /// A hub that takes its time to verify what we have asked for may come this late.
    private static final Duration VERIFIABLE = Duration.ofDays(1);

    /// Clocks differ, and a delivery may be on its way when a lease ends.
    private static final Duration GRACE = Duration.ofHours(1);

    /// What is to be done next, at [#nextStepAt].
    enum State {
        /// To be asked for.
        WANTED,
        /// Asked for; the hub has to come and verify it until the next step.
        ASKED,
        /// Verified; to be asked for again well before the lease ends.
        ACTIVE,
        /// To be given up: no planet carries the feed any more, or it has another hub.
        ENDING,
        /// The hub was told; the row stays until the hub has had time to verify that.
        ENDED
    }

    @Id
    String token;

    String feedId;
    String hub;
    String topic;

    /// The address that the hub knows.
    String callback;

    /// What deliveries are signed with; absent where the hub is not reached over https.
    @Nullable
    String secret;

    /// The one before: deliveries may be on their way when it changes.
    @Nullable
    String formerSecret;

    @Enumerated(EnumType.STRING)
    State state;

    @Nullable
    Instant askedAt;

    /// Until when the hub promised to deliver; absent until it has verified that it was us who asked.
    @Nullable
    Instant leaseUntil;

    Instant nextStepAt;
    int failures;

    /// How many deliveries had no right signature.
    long refused;

    @Nullable
    Instant refusedAt;

    @SuppressWarnings("NullAway.Init")
    protected PushRow() {}

    PushRow(String token, String feedId, String hub, String topic, String callback, Instant now) {
        this.token = token;
        this.feedId = feedId;
        this.hub = hub;
        this.topic = topic;
        this.callback = callback;
        this.state = State.WANTED;
        this.nextStepAt = now;
    }

    boolean isWanted() {
        return state != State.ENDING && state != State.ENDED;
    }

    /// Whether the hub may verify now that it was us who subscribed.
    boolean isVerifiable(Instant now) {
        return isWanted() && askedAt != null && now.isBefore(askedAt.plus(VERIFIABLE));
    }

    boolean takesDeliveries(Instant now) {
        return isWanted() && leaseUntil != null && now.isBefore(leaseUntil.plus(GRACE));
    }

    Signature signature() {
        return new Signature(
                Stream.of(secret, formerSecret).flatMap(Stream::ofNullable).toList());
    }

    /// Words of a hub as people may see them: hubs like to repeat what they were sent.
    String withoutSecrets(String words) {
        var safe = words.replace(token, name());
        for (var hidden : signature().secrets()) {
            safe = safe.replace(hidden, "…");
        }
        return safe;
    }

    /// For logs: enough to tell one from another, not enough to use it.
    String name() {
        return token.substring(0, Math.min(6, token.length())) + "…";
    }
}
