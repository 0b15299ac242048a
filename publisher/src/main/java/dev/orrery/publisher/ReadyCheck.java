package dev.orrery.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready as soon as the planets are known. It stays ready when a store goes: what is kept is served on. What is not
/// needed to serve pages comes later, and is told beside it.
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
        return HealthCheckResponse.named("planets")
                .status(publisher.isReady())
                .withData("changes are heard", publisher.isListening())
                .withData("hub is ready", publisher.isHubReady())
                .withData("searchable in percent", publisher.searchable())
                .build();
    }
}
