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
/// @param content  how much of a post each output shows, by the output's name ([Content#ALL] for those that are not
///                 named); where nothing is said, all of it
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
        Map<String, Content> content,
        @Nullable Rules rules,
        List<Subscription> subscriptions) {
    public Planet {
        hosts = copy(hosts);
        extra = copy(extra);
        content = copy(content);
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
                Map.of(),
                null,
                subscriptions);
    }

    /// What it decides by, if only that all is shown.
    public Rules decidesBy() {
        return rules == null ? Rules.NONE : rules;
    }

    /// The same planet otherwise.
    public Planet withRevision(int other) {
        return with(other, content, rules, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withContent(Map<String, Content> others) {
        return with(revision, others, rules, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withRules(@Nullable Rules others) {
        return with(revision, content, others, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withSubscriptions(List<Subscription> others) {
        return with(revision, content, rules, others);
    }

    private Planet with(
            int otherRevision,
            Map<String, Content> otherContent,
            @Nullable Rules otherRules,
            List<Subscription> otherSubscriptions) {
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
                otherContent,
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
    /// @param content as the planet's, for posts of this feed: what is said here goes before what the planet says
    /// @param rules what the planet decides by for this feed besides; absent where there is nothing
    public record Subscription(
            String id,
            String feedId,
            String feedUrl,
            String name,
            @Nullable String site,
            @Nullable String face,
            List<String> tags,
            Map<String, Content> content,
            @Nullable Rules rules,
            State state,
            Map<String, String> extra) {
        public Subscription {
            tags = copy(tags);
            content = copy(content);
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
            this(id, feedId, feedUrl, name, site, face, tags, Map.of(), null, state, extra);
        }

        /// What the planet decides by for this feed besides its own rules, if only that all is shown.
        public Rules decidesBy() {
            return rules == null ? Rules.NONE : rules;
        }

        /// The same subscription, to another feed.
        public Subscription withFeed(String otherId) {
            return new Subscription(id, otherId, feedUrl, name, site, face, tags, content, rules, state, extra);
        }

        /// The same subscription otherwise.
        public Subscription withContent(Map<String, Content> others) {
            return new Subscription(id, feedId, feedUrl, name, site, face, tags, others, rules, state, extra);
        }
    }

    /// How much of a post is shown.
    public enum Content {
        @JsonProperty("full")
        FULL,
        /// A few sentences of plain text, and the way to the rest.
        @JsonProperty("excerpt")
        EXCERPT;

        /// Every output that is not named.
        public static final String ALL = "all";

        /// The outputs that can be named beside [#ALL].
        public static final List<String> OUTPUTS = List.of("page", "atom", "rss20", "rss10", "json");
    }

    /// How much of a post of the subscription an output shows: what is said nearest to it counts, the subscription's
    /// word before the planet's, and in each the output's before that for all.
    ///
    /// @param output one of [Content#OUTPUTS]
    public Content content(Subscription subscription, String output) {
        for (var said : List.of(subscription.content(), content)) {
            var found = said.getOrDefault(output, said.get(Content.ALL));
            if (found != null) {
                return found;
            }
        }
        return Content.FULL;
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
