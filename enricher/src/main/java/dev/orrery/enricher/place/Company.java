package dev.orrery.enricher.place;

import dev.orrery.enricher.alike.Likeness.Why;
import dev.orrery.events.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the other entries of a planet mean for this one.
///
/// @param original the same post, shown instead
/// @param burst    the limit that its feed exceeds in the entry's time, if the entry is not among those that stay
/// @param imported the limit on what the feed brought at its first poll, if the entry is not among those that stay
public record Company(
        @Nullable Original original,
        Limits.@Nullable Burst burst,
        @Nullable Integer imported) {
    public static final Company NONE = new Company(null, null, null);

    private static final int DIGITS = 20;

    /// @param title null if it has none
    /// @param name  of the subscription that it comes through
    public record Original(String entryId, @Nullable String title, String name, Why why) {}

    /// Equal for the same; empty for [#NONE]. To tell placements apart that agree in everything else.
    public String rev() {
        return equals(NONE)
                ? ""
                : Ids.contentHash(toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    public Company as(@Nullable Original copied) {
        return Objects.equals(copied, original) ? this : new Company(copied, burst, imported);
    }
}
