package dev.orrery.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An owner's verdict on one entry: the value on `orrery.moderation`; a tombstone when it is undone.
///
/// @param by   who gave it
/// @param note why, in the owner's words
public record Verdict(
        String planet,
        String entryId,
        Kind verdict,
        String by,
        Instant at,
        @Nullable String note) {

    /// The record's key, `planet/entryId`.
    public String key() {
        return Placement.key(planet, entryId);
    }

    /// What the owner wants.
    public enum Kind {
        @JsonProperty("hide")
        HIDE,
        @JsonProperty("show")
        SHOW,
        @JsonProperty("pin")
        PIN,
        @JsonProperty("quarantine")
        QUARANTINE
    }
}
