package dev.orrery.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator did about a dead letter: the value on `orrery.dead-letter-marks`. The newest one counts.
///
/// @param letter the letter's id: its partition and offset on `orrery.dead-letters`, with a hyphen between
/// @param sentTo where its record stands now, topic, partition and offset with hyphens between; absent unless resent
public record DeadLetterMark(
        String letter, Kind mark, Instant at, @Nullable String sentTo) {
    /// What was done.
    public enum Kind {
        /// Its record was sent again to the topic it came from.
        @JsonProperty("resent")
        RESENT,
        /// Nothing is to be done about it.
        @JsonProperty("dropped")
        DROPPED
    }
}
