package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Health;
import dev.orrery.events.FeedStatus.State;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed: one address that is polled, however many planets carry it, and how it fares.
@Entity
public class Feed {
    @Id
    String id;

    String url;
    String host;

    /// How many planets carry it; at 0 it is not polled, and its row stays.
    int planets;

    Instant addedAt;

    @Nullable
    String title;

    @Nullable
    String site;

    @Nullable
    String format;

    @Nullable
    String language;

    /// The validators of the last answer, as they came.
    @Nullable
    String etag;

    @Nullable
    String lastModified;

    @Enumerated(EnumType.STRING)
    State state;

    Instant since;
    String reason;

    @Nullable
    Integer status;

    int failures;

    @Nullable
    Instant lastPollAt;

    @Nullable
    Instant lastSuccessAt;

    @Nullable
    Instant lastNewEntryAt;

    Instant nextPollAt;
    String nextPollBecause;

    /// True from before a poll's records go out until all is stored: if it is true when a poll begins, the one
    /// before did not end.
    boolean emitting;

    /// Whether its server's certificate is not verified.
    boolean insecure;

    /// How large its document may be, decoded; 0 for what is usual.
    int maxBytes;

    /// Of [FeedStatus].
    int revision;

    /// When the feed's status is to be announced; absent if nothing is new.
    @Nullable
    Instant announceAt;

    @Nullable
    Instant announcedAt;

    @SuppressWarnings("NullAway.Init")
    protected Feed() {}

    Feed(String id, String url, String host, Instant now) {
        this.id = id;
        this.url = url;
        this.host = host;
        this.addedAt = now;
        this.state = State.NEW;
        this.since = now;
        this.reason = "It was added and has not been polled yet.";
        this.nextPollAt = now;
        this.nextPollBecause = "A new feed is polled at once.";
        this.announceAt = now;
    }

    public String id() {
        return id;
    }

    public String url() {
        return url;
    }

    private String visibleReason() {
        return insecure ? reason + " Its server's certificate is not verified, as its planets ask." : reason;
    }

    FeedStatus asStatus() {
        return new FeedStatus(
                id,
                revision,
                url,
                List.of(),
                title,
                site,
                format,
                language,
                null,
                planets,
                new Health(
                        state,
                        since,
                        visibleReason(),
                        status,
                        failures,
                        lastPollAt,
                        lastSuccessAt,
                        lastNewEntryAt,
                        nextPollAt,
                        nextPollBecause));
    }
}
