package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import com.fasterxml.jackson.annotation.JsonFormat;
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
    /// @param cause           what is wrong, so that it can be said in other languages and with what helps against
    ///                        it; absent where nothing is, where nobody knows, and in records of a later version
    ///                        that know more
    /// @param pace            likewise, what `nextPollAt` follows from
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
            @Nullable String nextPollBecause,

            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @Nullable
            Cause cause,

            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @Nullable
            Pace pace) {

        /// Where nobody knows why.
        public Health(
                State state,
                Instant since,
                String reason,
                @Nullable Integer status,
                int failures,
                @Nullable Instant lastPollAt,
                @Nullable Instant lastSuccessAt,
                @Nullable Instant lastNewEntryAt,
                @Nullable Instant nextPollAt,
                @Nullable String nextPollBecause) {
            this(
                    state,
                    since,
                    reason,
                    status,
                    failures,
                    lastPollAt,
                    lastSuccessAt,
                    lastNewEntryAt,
                    nextPollAt,
                    nextPollBecause,
                    null,
                    null);
        }
    }

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

    /// What is wrong with a feed that could not be read.
    public enum Cause {
        /// The address is none of the web.
        @JsonProperty("address")
        ADDRESS,
        /// The address leads where the fetcher may not go: into a network that is not public.
        @JsonProperty("guarded")
        GUARDED,
        /// There is no server of that name.
        @JsonProperty("dns")
        DNS,
        /// The server takes no connections.
        @JsonProperty("connection")
        CONNECTION,
        /// There is no secure connection: an expired or wrong certificate, no safe version of TLS.
        @JsonProperty("tls")
        TLS,
        /// The answer did not come, took too long or broke off.
        @JsonProperty("no-answer")
        NO_ANSWER,
        /// Redirects lead nowhere, round in circles, or where the fetcher may not go.
        @JsonProperty("redirects")
        REDIRECTS,
        /// 401, 407.
        @JsonProperty("password")
        PASSWORD,
        /// 403.
        @JsonProperty("forbidden")
        FORBIDDEN,
        /// A wall against robots answers.
        @JsonProperty("wall")
        WALL,
        /// 404.
        @JsonProperty("not-found")
        NOT_FOUND,
        /// 410.
        @JsonProperty("gone")
        GONE,
        /// 451.
        @JsonProperty("legal")
        LEGAL,
        /// 429.
        @JsonProperty("too-often")
        TOO_OFTEN,
        /// 503.
        @JsonProperty("overloaded")
        OVERLOADED,
        /// Any other 5xx.
        @JsonProperty("server-error")
        SERVER_ERROR,
        /// Any other answer that is no document.
        @JsonProperty("refused")
        REFUSED,
        /// The document is larger than we read.
        @JsonProperty("too-large")
        TOO_LARGE,
        /// The document is compressed in a way that we cannot undo.
        @JsonProperty("coding")
        CODING,
        /// A web page where a feed is expected.
        @JsonProperty("web-page")
        WEB_PAGE,
        /// Some other document, or an empty one.
        @JsonProperty("not-a-feed")
        NOT_A_FEED,
        /// A document that is broken beyond repair.
        @JsonProperty("malformed")
        MALFORMED
    }

    /// What the time of a feed's next poll follows from.
    public enum Pace {
        /// It was not polled yet.
        @JsonProperty("new")
        NEW,
        /// How often it posts is not known yet.
        @JsonProperty("learning")
        LEARNING,
        /// It is looked at about twice as often as it posts.
        @JsonProperty("rhythm")
        RHYTHM,
        /// Its server says for how long its answer is good.
        @JsonProperty("freshness")
        FRESHNESS,
        /// Its document asks to be left alone for so long (`ttl`, `sy:updatePeriod`).
        @JsonProperty("wish")
        WISH,
        /// Its document asks not to be read at some hours or days.
        @JsonProperty("skipped")
        SKIPPED,
        /// Its server gives no validators, so each poll costs it the whole document.
        @JsonProperty("costly")
        COSTLY,
        /// News come by push.
        @JsonProperty("push")
        PUSH,
        /// News came by push and no longer do.
        @JsonProperty("push-ended")
        PUSH_ENDED,
        /// Its hub has told of news.
        @JsonProperty("pushed")
        PUSHED,
        /// Its server asks for it by `Retry-After`.
        @JsonProperty("retry-after")
        RETRY_AFTER,
        /// Polls have failed; the pauses grow.
        @JsonProperty("back-off")
        BACK_OFF,
        /// Its server is overloaded and does not say for how long.
        @JsonProperty("overloaded")
        OVERLOADED,
        /// Its server wants to be left alone, as it told another feed.
        @JsonProperty("neighbour")
        NEIGHBOUR,
        /// It is gone, its server says; it is asked daily whether that is meant.
        @JsonProperty("end-doubted")
        END_DOUBTED,
        /// It is gone for good; it is asked weekly whether that is still so.
        @JsonProperty("ended")
        ENDED
    }
}
