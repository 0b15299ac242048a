package dev.orrery.publisher.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that the index knows of an entry: one document for all planets that show it. The text is by far the most of it,
/// and is the same on each; what planets decide about it is a few terms. So an entry on ten planets is analysed
/// and kept once, and its ten placements, which come together, are one update.
///
/// Either half may come first, entry or placements, so either may be missing.
///
/// @param places by planet; only of those that show the entry, if only where it is looked for
record Filed(String entryId, @Nullable Text text, Map<String, Place> places) {
    Filed {
        places = places == null ? Map.of() : new TreeMap<>(places);
    }

    static Filed nothing(String entryId) {
        return new Filed(entryId, null, Map.of());
    }

    /// What there is to read.
    ///
    /// @param language a BCP 47 tag
    /// @param body     plain text
    /// @param at       where it stands in time, on all planets
    record Text(@Nullable String language, @Nullable String title, String body, Instant at) {
        Text {
            body = Objects.requireNonNullElse(body, "");
        }
    }

    /// How one planet shows it.
    ///
    /// @param tags in their normal form, and as people read them
    record Place(String subscription, List<String> authors, List<String> tags) {
        Place {
            authors = authors == null ? List.of() : List.copyOf(authors);
            tags = tags == null ? List.of() : List.copyOf(tags);
        }
    }

    Filed with(@Nullable Text other) {
        return new Filed(entryId, other, places);
    }

    /// @param place null where the planet does not show it
    Filed with(String planet, @Nullable Place place) {
        var changed = new TreeMap<>(places);
        if (place == null) {
            changed.remove(planet);
        } else {
            changed.put(planet, place);
        }
        return new Filed(entryId, text, changed);
    }

    boolean holdsNothing() {
        return text == null && places.isEmpty();
    }

    /// Whether anybody may find it.
    boolean canBeFound() {
        return text != null && !places.isEmpty();
    }
}
