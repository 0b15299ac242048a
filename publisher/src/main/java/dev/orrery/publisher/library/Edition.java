package dev.orrery.publisher.library;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one planet shows in one of its views at one moment, in every format.
///
/// @param home    the planet's address, with a slash at its end
/// @param scope   which part of the planet it is
/// @param posts   newest first
/// @param feeds   by feed id; absent where nothing is known yet
/// @param tallies of all posts that the planet's views reach, by subscription id
public record Edition(
        Planet planet,
        String home,
        Scope scope,
        List<Post> posts,
        Map<String, FeedMark> feeds,
        Map<String, Tally> tallies) {

    /// The newest change among the posts; empty for an empty planet.
    public Optional<Instant> updated() {
        return posts.stream().map(Post::changedAt).max(Comparator.naturalOrder());
    }

    /// The newest change known of anything shown, for `Last-Modified`.
    public Optional<Instant> modified() {
        var troubles = feeds.values().stream().map(FeedMark::since);
        return Stream.concat(updated().stream(), troubles).max(Comparator.naturalOrder());
    }

    /// What open pages are compared with.
    public Stand stand() {
        return Stand.of(posts.stream().map(Post::placement).toList(), scope.hasOlder());
    }

    /// How much of a post is shown in an output.
    ///
    /// @param output one of [Planet.Content#OUTPUTS]
    public Planet.Content content(Post post, String output) {
        return planet.content(post.subscription(), output);
    }

    /// The author's own site: what the planet says, else what the feed says.
    public @Nullable String siteOf(Subscription subscription) {
        var site = Web.address(subscription.site());
        var mark = feeds.get(subscription.feedId());
        return site != null || mark == null ? site : mark.site();
    }
}
