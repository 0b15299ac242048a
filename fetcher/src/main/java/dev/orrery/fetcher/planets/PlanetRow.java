package dev.orrery.fetcher.planets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A planet as the database keeps it.
@Entity(name = "Planet")
@Table(name = "planet")
public class PlanetRow {
    @Id
    String slug;

    /// The planet as JSON, as it goes to its topic; absent once it is deleted.
    @Nullable
    String definition;

    int revision;

    /// The last revision that is known to have reached Kafka.
    int announcedRevision;

    boolean deleted;

    @SuppressWarnings("NullAway.Init")
    protected PlanetRow() {}
}
