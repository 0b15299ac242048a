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
        List<Subscription> subscriptions) {
    public Planet {
        hosts = copy(hosts);
        extra = copy(extra);
        subscriptions = copy(subscriptions);
    }

    /// The same planet otherwise.
    public Planet withRevision(int other) {
        return with(other, subscriptions);
    }

    /// The same planet otherwise.
    public Planet withSubscriptions(List<Subscription> others) {
        return with(revision, others);
    }

    private Planet with(int otherRevision, List<Subscription> otherSubscriptions) {
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
    public record Subscription(
            String id,
            String feedId,
            String feedUrl,
            String name,
            @Nullable String site,
            @Nullable String face,
            List<String> tags,
            State state,
            Map<String, String> extra) {
        public Subscription {
            tags = copy(tags);
            extra = copy(extra);
        }

        /// The same subscription, to another feed.
        public Subscription withFeed(String otherId) {
            return new Subscription(id, otherId, feedUrl, name, site, face, tags, state, extra);
        }
    }

    /// How a subscription stands.
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("probation")
        PROBATION,
        @JsonProperty("paused")
        PAUSED
    }
}
