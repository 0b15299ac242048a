package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one planet decided about one entry, and why: the value on `orrery.placements`, a tombstone when either is gone.
///
/// It stands apart from the entry so that one planet's new rule touches no other planet's records.
///
/// @param subscription the id of the subscription through which the planet carries the feed
/// @param duplicateOf  the entry shown instead, where `outcome` is duplicate
/// @param reasons      every rule that looked at the entry, in order; the last word wins
/// @param from         what the decision was made on
/// @param entry        enough of the entry for a bot that announces posts and reads nothing else
public record Placement(
        String planet,
        String entryId,
        String feedId,
        String subscription,
        Outcome outcome,
        Instant rankAt,
        @Nullable String duplicateOf,
        List<Reason> reasons,
        List<PlacedTag> tags,
        From from,
        Announcement entry) {
    public Placement {
        reasons = copy(reasons);
        tags = copy(tags);
    }

    /// The record's key, `planet/entryId`.
    public String key() {
        return key(planet, entryId);
    }

    public static String key(String planet, String entryId) {
        return planet + "/" + entryId;
    }

    /// What became of the entry on this planet.
    public enum Outcome {
        @JsonProperty("shown")
        SHOWN,
        @JsonProperty("hidden")
        HIDDEN,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("collapsed")
        COLLAPSED,
        @JsonProperty("quarantined")
        QUARANTINED
    }

    /// One rule that looked at the entry.
    ///
    /// @param rule    a stable name: `rank`, `subscription`, `moderation`, …
    /// @param verdict `pass` where the rule had nothing against it, else what it decided
    /// @param detail  a sentence for people, in English
    /// @param facts   what the sentence says, for those who say it in another language; absent where `rule` and
    ///                `verdict` say all of it
    public record Reason(
            String rule,
            String verdict,
            @Nullable String detail,
            @Nullable Facts facts) {
        public Reason(String rule, String verdict, @Nullable String detail) {
            this(rule, verdict, detail, null);
        }
    }

    /// What a rule found, each where it applies.
    ///
    /// @param name    the filter's, as the owner wrote it
    /// @param when    the condition that the entry meets; absent if it takes more than 300 characters to say
    /// @param sameBy  by what it is the same post as another
    /// @param entries the most of a feed that are shown at a time
    /// @param per     what that time is; absent for its first import
    /// @param note    why, in the owner's words
    public record Facts(
            @Nullable String name,
            Rules.@Nullable Condition when,
            @Nullable SameBy sameBy,
            @Nullable Integer entries,
            @Nullable Duration per,
            @Nullable String note) {
        public static Facts filter(@Nullable String name, Rules.@Nullable Condition when) {
            return new Facts(name, when, null, null, null, null);
        }

        public static Facts sameBy(SameBy sameBy) {
            return new Facts(null, null, sameBy, null, null, null);
        }

        public static Facts most(int entries, @Nullable Duration per) {
            return new Facts(null, null, null, entries, per, null);
        }

        public static Facts note(String note) {
            return new Facts(null, null, null, null, null, note);
        }
    }

    /// What two posts have in common that are the same.
    public enum SameBy {
        @JsonProperty("link")
        LINK,
        @JsonProperty("guid")
        GUID,
        @JsonProperty("text")
        TEXT
    }

    /// A tag of this planet's.
    ///
    /// @param from where the tag came from: `category`, `synonym`, `subscription`, `rule`, `language`, `learned`
    /// @param rule which rule, where one did
    /// @param when the same as a condition, as in [Facts]
    public record PlacedTag(
            String tag, String label, String from, @Nullable String rule, Rules.@Nullable Condition when) {
        public PlacedTag(String tag, String label, String from, @Nullable String rule) {
            this(tag, label, from, rule, null);
        }
    }

    /// @param verdictAt when the owner's verdict was given, if there is one
    public record From(
            int entryRevision, int planetRevision, @Nullable Instant verdictAt) {}

    /// @param authors the subscription's name where the feed names nobody
    public record Announcement(
            @Nullable String title,
            @Nullable String link,
            List<String> authors,
            @Nullable Instant publishedAt,
            @Nullable String summary) {
        public Announcement {
            authors = copy(authors);
        }
    }
}
