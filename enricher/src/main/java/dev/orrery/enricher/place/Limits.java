package dev.orrery.enricher.place;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a planet decides across entries of one of its feeds.
///
/// @param duplicates  the same post is shown once
/// @param burst       of one feed at a time; there always is one
/// @param firstImport how many of the entries of the first poll stay; null for all
public record Limits(
        boolean duplicates, Burst burst, @Nullable Integer firstImport) {
    /// So many entries, or more, are no limit.
    public static final int NONE = 2_000;

    private static final Duration LONGEST = Duration.ofDays(31);

    /// No feed fills the page in a day, unless the planet says otherwise.
    private static final Burst USUAL = new Burst(20, Duration.ofDays(1));

    /// @param entries that stay
    /// @param per     length of the windows, counted from 1970; whole seconds, at most 31 days
    public record Burst(int entries, Duration per) {
        public Burst {
            entries = Math.max(0, entries);
            per = Duration.ofSeconds(Math.clamp(per.toSeconds(), 1, LONGEST.toSeconds()));
        }

        /// The window that a time lies in begins here.
        public Instant begin(Instant time) {
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), per.toSeconds()) * per.toSeconds());
        }
    }

    public static Limits of(Planet planet, Subscription subscription) {
        var rules = planet.decidesBy();
        var own = subscription.decidesBy();
        var burst = own.burst() == null ? rules.burst() : own.burst();
        return new Limits(
                !Boolean.FALSE.equals(rules.duplicates()),
                burst == null ? USUAL : new Burst(burst.entries(), burst.per()),
                own.firstImport() == null ? rules.firstImport() : own.firstImport());
    }
}
