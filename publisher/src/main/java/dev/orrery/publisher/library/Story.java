package dev.orrery.publisher.library;

import dev.orrery.events.Entry;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import org.jspecify.annotations.Nullable;

/// Whatever became of an entry on a planet, with what is known of it.
///
/// @param home     the planet's address, with a slash at its end
/// @param decision null where the planet has made none: nobody knows the entry, or it was taken back
public record Story(
        Planet planet,
        String home,
        String entryId,
        @Nullable Decision decision,
        boolean withdrawn) {

    /// @param entry        null for a moment, when placement and entry change one after the other
    /// @param subscription null where the planet no longer has it
    /// @param original     what is shown instead, where the entry is a duplicate
    public record Decision(
            Placement placement,
            @Nullable Entry entry,
            @Nullable Subscription subscription,
            @Nullable Placement original) {}
}
