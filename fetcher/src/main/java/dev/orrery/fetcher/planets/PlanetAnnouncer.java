package dev.orrery.fetcher.planets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to `orrery.planets` what is new in the database, and marks it when it has arrived. Until then it is tried
/// again; the same revision is always the same record.
public final class PlanetAnnouncer {
    private static final Logger LOG = LoggerFactory.getLogger(PlanetAnnouncer.class);

    private final Planets planets;
    private final PlanetTopic topic;

    public PlanetAnnouncer(Planets planets, PlanetTopic topic) {
        this.planets = planets;
        this.topic = topic;
    }

    /// Returns when everything has arrived, planets whose feeds proved to be others included.
    ///
    /// @throws InterruptedException if the fetcher is stopping
    public void announce() throws InterruptedException {
        planets.followFeeds();
        for (var row : planets.unannounced()) {
            if (row.deleted) {
                topic.deleted(row.slug, row.revision);
            } else {
                topic.planet(Planets.planet(row));
            }
            planets.announced(row);
            LOG.info(
                    "{} planet={} revision={}",
                    row.deleted ? "The planet is gone." : "The planet is announced.",
                    row.slug,
                    row.revision);
        }
    }
}
