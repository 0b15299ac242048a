package dev.orrery.publisher.library;

/// What became of an entry on a planet.
public sealed interface Fate {
    record Shown() implements Fate {}

    /// The same post is shown as another entry.
    record Elsewhere(String entryId) implements Fate {}

    /// The planet decided against it, or has not decided yet.
    record Hidden() implements Fate {}

    /// Its author took it back.
    record Withdrawn() implements Fate {}

    /// Nobody has heard of it.
    record Unknown() implements Fate {}
}
