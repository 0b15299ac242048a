package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A planet with its subscriptions: the value on `orrery.planets`, a tombstone when the planet is deleted.
///
/// @param planet   its slug: lower case letters, digits and hyphens
/// @param revision raised whenever anything here changes
/// @param link     the planet's public address, if it has one of its own
/// @param hosts    host names under which the planet answers at `/`
/// @param items    how many entries its page shows
/// @param days     how many days back from its newest entry the page reaches; 0 for no limit
/// @param timezone an IANA zone
/// @param locale   a BCP 47 tag
/// @param extra    keys of the owner's own, for themes
/// @param rules    what it decides by; absent where all is shown
public record Planet(
        String planet,
        int revision,
        String title,
        @Nullable String tagline,
        @Nullable String link,
        @Nullable Owner owner,
        List<String> hosts,
        int items,
        int days,
        String timezone,
        String locale,
        String theme,
        Map<String, String> extra,
        @Nullable Rules rules,
        List<Subscription> subscriptions) {
    public Planet {
        hosts = copy(hosts);
        extra = copy(extra);
        rules = Rules.NONE.equals(rules) ? null : rules;
        subscriptions = copy(subscriptions);
    }

    /// A planet that shows everything.
    public Planet(
            String planet,
            int revision,
            String title,
            @Nullable String tagline,
            @Nullable String link,
            @Nullable Owner owner,
            List<String> hosts,
            int items,
            int days,
            String timezone,
            String locale,
            String theme,
            Map<String, String> extra,
            List<Subscription> subscriptions) {
        this(
                planet,
                revision,
                title,
                tagline,
                link,
                owner,
                hosts,
                items,
                days,
                timezone,
                locale,
                theme,
                extra,
                null,
                subscriptions);
    }

    /// What it decides by, if only that all is shown.
    public Rules decidesBy() {
        return rules == null ? Rules.NONE : rules;
    }

    /// The same planet otherwise.
    public Planet withRevision(int other) {
        return with(other, rules, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withRules(@Nullable Rules others) {
        return with(revision, others, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withSubscriptions(List<Subscription> others) {
        return with(revision, rules, others);
    }

    private Planet with(int otherRevision, @Nullable Rules otherRules, List<Subscription> otherSubscriptions) {
        return new Planet(
                planet,
                otherRevision,
                title,
                tagline,
                link,
                owner,
                hosts,
                items,
                days,
                timezone,
                locale,
                theme,
                extra,
                otherRules,
                otherSubscriptions);
    }

    /// Who runs the planet. The address is for the operator; it is shown to nobody unless a theme asks for it.
    public record Owner(@Nullable String name, @Nullable String email) {}

    /// A planet's tie to a feed.
    ///
    /// @param id   unique within the planet and stable as long as the feed's address is
    /// @param name shown beside each entry
    /// @param site the author's own site; where absent, what the feed says
    /// @param face address of a portrait
    /// @param tags that all its entries get, as people read them
    /// @param rules what the planet decides by for this feed besides; absent where there is nothing
    public record Subscription(
            String id,
            String feedId,
            String feedUrl,
            String name,
            @Nullable String site,
            @Nullable String face,
            List<String> tags,
            @Nullable Rules rules,
            State state,
            Map<String, String> extra) {
        public Subscription {
            tags = copy(tags);
            rules = Rules.NONE.equals(rules) ? null : rules;
            extra = copy(extra);
        }

        /// A subscription without rules of its own.
        public Subscription(
                String id,
                String feedId,
                String feedUrl,
                String name,
                @Nullable String site,
                @Nullable String face,
                List<String> tags,
                State state,
                Map<String, String> extra) {
            this(id, feedId, feedUrl, name, site, face, tags, null, state, extra);
        }

        /// What the planet decides by for this feed besides its own rules, if only that all is shown.
        public Rules decidesBy() {
            return rules == null ? Rules.NONE : rules;
        }

        /// The same subscription, to another feed.
        public Subscription withFeed(String otherId) {
            return new Subscription(id, otherId, feedUrl, name, site, face, tags, rules, state, extra);
        }
    }

    /// How a subscription stands.
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        /// Its entries are held back until the owner lets each through.
        @JsonProperty("probation")
        PROBATION,
        /// Its entries are hidden.
        @JsonProperty("paused")
        PAUSED
    }
}
