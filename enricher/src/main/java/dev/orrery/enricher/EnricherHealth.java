package dev.orrery.enricher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// `/q/health/live`: the enricher's thread runs. `/q/health/ready`: it has its partitions and both stores answer.
@ApplicationScoped
public class EnricherHealth {
    @Produces
    @Liveness
    HealthCheck live(Enricher enricher) {
        return () ->
                HealthCheckResponse.named("enricher").status(enricher.isAlive()).build();
    }

    @Produces
    @Readiness
    HealthCheck ready(Enricher enricher) {
        return () ->
                HealthCheckResponse.named("enricher").status(enricher.isReady()).build();
    }
}
