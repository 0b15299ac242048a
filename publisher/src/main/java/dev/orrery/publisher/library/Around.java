package dev.orrery.publisher.library;

import dev.orrery.events.Placement;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What lies around the posts of an edition.
///
/// @param older      the planet's nearest post before a day's, a month's or a single one
/// @param newer      likewise the nearest one after
/// @param crowdedOut how many posts of a subscription others of the same day crowd out of the planet's page
public record Around(@Nullable Placement older, @Nullable Placement newer, Map<Crowd, Integer> crowdedOut) {
    public static final Around NOTHING = new Around(null, null, Map.of());

    /// The posts of one subscription on one day in the planet's time zone.
    public record Crowd(LocalDate day, String subscription) {}
}
