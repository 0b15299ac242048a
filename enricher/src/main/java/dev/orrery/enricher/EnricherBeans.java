package dev.orrery.enricher;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Builds the plain objects from the configuration and starts them.
@ApplicationScoped
public class EnricherBeans {
    @Produces
    @Singleton
    @Startup
    Enricher enricher(EnricherConfig config) {
        var enricher = Enricher.connect(config.kafka(), config.mongodb(), InstantSource.system());
        enricher.start();
        return enricher;
    }

    void stop(@Disposes Enricher enricher) {
        enricher.close();
    }
}
