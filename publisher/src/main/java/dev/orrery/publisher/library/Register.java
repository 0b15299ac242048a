package dev.orrery.publisher.library;

import dev.orrery.events.Planet;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// How many posts a planet has, and of what: all that its views can reach, posts that others crowd out of the planet's
/// page included.
///
/// @param home          the planet's address, with a slash at its end
/// @param posts         all of them
/// @param tags          by the tag as it stands in addresses
/// @param authors       by the name as it stands in addresses, see [Names#inAddress]
/// @param subscriptions by id
/// @param months        in the planet's time zone
public record Register(
        Planet planet,
        String home,
        int posts,
        Map<String, Named> tags,
        Map<String, Named> authors,
        Map<String, Tally> subscriptions,
        SortedMap<YearMonth, Tally> months) {

    /// @param name as the newest post has it, for people
    public record Named(String name, Tally tally) {}

    /// When the newest post was published; empty for an empty planet.
    public Optional<Instant> newest() {
        return months.values().stream().map(Tally::newest).max(Comparator.naturalOrder());
    }
}
