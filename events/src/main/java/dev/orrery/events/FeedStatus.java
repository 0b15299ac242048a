package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A feed and its health: the value on `orrery.feeds`, emitted when something changed that a person would care about,
/// not at every poll.
///
/// @param revision   raised with every record
/// @param formerUrls addresses the feed had before, oldest first
/// @param site       the site the feed says it belongs to
/// @param hub        the WebSub hub it names
/// @param planets    how many planets carry it
public record FeedStatus(
        String feedId,
        int revision,
        String url,
        List<String> formerUrls,
        @Nullable String title,
        @Nullable String site,
        @Nullable String format,
        @Nullable String language,
        @Nullable String hub,
        int planets,
        Health health) {
    public FeedStatus {
        formerUrls = copy(formerUrls);
    }

    /// @param since          when the present state began
    /// @param reason         a sentence for people
    /// @param status         the last HTTP status, if there was an answer
    /// @param failures       how many polls in a row failed
    /// @param nextPollBecause a sentence for people
    public record Health(
            State state,
            Instant since,
            String reason,
            @Nullable Integer status,
            int failures,
            @Nullable Instant lastPollAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastNewEntryAt,
            @Nullable Instant nextPollAt,
            @Nullable String nextPollBecause) {}

    /// How a feed fares.
    public enum State {
        @JsonProperty("new")
        NEW,
        @JsonProperty("ok")
        OK,
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("failing")
        FAILING,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("gone")
        GONE,
        @JsonProperty("paused")
        PAUSED
    }
}
