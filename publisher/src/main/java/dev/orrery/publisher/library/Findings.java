package dev.orrery.publisher.library;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a planet knows of a post that somebody asks for by its address or its title.
///
/// @param home    the planet's address, with a slash at its end
/// @param posts   that may be meant, newest first; some of them if there are many
/// @param carried if there are none: the blogs that the planet carries at the address
public record Findings(Planet planet, String home, List<Placement> posts, List<Carried> carried) {

    /// @param feed null where nothing is known yet
    public record Carried(
            Subscription subscription, @Nullable FeedStatus feed) {}
}
