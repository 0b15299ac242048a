package dev.orrery.fetcher.poll;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Health;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.fetcher.web.Validators;
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

    /// What is wrong; absent where nothing is.
    @Enumerated(EnumType.STRING)
    @Nullable
    Cause cause;

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

    /// What the next poll follows from.
    @Enumerated(EnumType.STRING)
    @Nullable
    Pace pace;

    /// See [Habits]; durations in milliseconds, hours and days as bits.
    @Nullable
    Long freshFor;

    @Nullable
    Long ttl;

    @Nullable
    Long updateEvery;

    int skipHours;
    int skipDays;

    @Nullable
    Long usualGap;

    @Nullable
    Instant newestAt;

    /// See [Prints]; of the last document that was read.
    @Nullable
    String bodyHash;

    @Nullable
    String entriesHash;

    /// Where its server says that it has moved to (see [Move]), since when, and in how many polls.
    @Nullable
    String movingTo;

    @Nullable
    Instant movingSince;

    int movingPolls;

    /// When an address was given up for the present one.
    @Nullable
    Instant movedAt;

    /// A line each, oldest first.
    @Nullable
    String formerUrls;

    /// Since when its server says that it is gone for good, and in how many polls.
    @Nullable
    Instant goneSince;

    int gonePolls;

    /// Since when, and in how many polls, so many of its entries are gone at once that it may be a mistake.
    @Nullable
    Instant doubtedSince;

    int doubtedPolls;

    /// True from before a poll's records go out until all is stored: if it is true when a poll begins, the one before
    /// did not end.
    boolean emitting;

    /// The WebSub hub it names, and the address it goes by there.
    @Nullable
    String hub;

    @Nullable
    String topic;

    /// Until then the hub is trusted to tell of news; absent where it is not.
    @Nullable
    Instant pushUntil;

    /// When the hub last told of something.
    @Nullable
    Instant pushedAt;

    /// How the subscription at the hub fares, a sentence for people; absent where there is none.
    @Nullable
    String pushNote;

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
        this.pace = Pace.NEW;
        this.announceAt = now;
    }

    public String id() {
        return id;
    }

    public String url() {
        return url;
    }

    /// What its server gave with the document that we have; an answer that does not come from there carries them on.
    public Validators validators() {
        return new Validators(etag, lastModified);
    }

    /// Whether its document is to be read again, whatever the server or its bytes say of it: a poll did not
    /// end, or what the document lacks is not believed yet.
    boolean isReadAnew() {
        return emitting || doubtedSince != null;
    }

    List<String> formerUrls() {
        return formerUrls == null ? List.of() : formerUrls.lines().toList();
    }

    /// The reason, and whatever else of it people are to know.
    private String visibleReason() {
        var sentences = new StringBuilder(reason);
        if (insecure) {
            sentences.append(" Its server's certificate is not verified, as its planets ask.");
        }
        if (pushNote != null) {
            sentences.append(' ').append(pushNote);
        }
        return sentences.toString();
    }

    FeedStatus asStatus() {
        return new FeedStatus(
                id,
                revision,
                url,
                formerUrls(),
                title,
                site,
                format,
                language,
                hub,
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
                        nextPollBecause,
                        cause,
                        pace));
    }
}
