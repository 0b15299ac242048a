package dev.orrery.fetcher.planets;

import dev.orrery.events.Planet;

/// Brings planets to `orrery.planets`. Each call returns when the record is acknowledged, however long that takes.
public interface PlanetTopic {
    /// @throws InterruptedException if the fetcher is stopping; the record may have arrived
    void planet(Planet planet) throws InterruptedException;

    /// As [#planet].
    ///
    /// @param revision the planet's last, which the tombstone carries
    void deleted(String slug, int revision) throws InterruptedException;
}
