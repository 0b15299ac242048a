package dev.orrery.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready as soon as the planets are known. It stays ready when a store goes: what is kept is served on.
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    private final PublisherBeans publisher;

    @Inject
    public ReadyCheck(PublisherBeans publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("planets").status(publisher.isReady()).build();
    }
}
