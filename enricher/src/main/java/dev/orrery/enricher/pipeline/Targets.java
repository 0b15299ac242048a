package dev.orrery.enricher.pipeline;

/// Says which generation to work into: the live one, whichever that is by now, or always the same.
public interface Targets {
    long current();

    /// Asks no store.
    Target open(long generation);
}
