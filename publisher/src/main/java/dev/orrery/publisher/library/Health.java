package dev.orrery.publisher.library;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet;
import java.util.Map;

/// How a planet's subscriptions fare, with all that is known of their feeds; pages of posts make do with [FeedMark].
///
/// @param home    the planet's address, with a slash at its end
/// @param feeds   by feed id; absent where nothing is known yet
/// @param tallies of all posts that are shown, by subscription id
public record Health(Planet planet, String home, Map<String, FeedStatus> feeds, Map<String, Tally> tallies) {}
