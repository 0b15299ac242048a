package dev.orrery.fetcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.orrery.events.EventCodec;
import dev.orrery.fetcher.push.PushRoutes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// All that Quarkus sees of the fetcher: it is started and stopped with the application, `GET /status` says how far it
/// is, and it is ready once it works.
@ApplicationScoped
@Readiness
public class FetcherBeans implements HealthCheck {
    private final Fetcher fetcher;
    private final FetcherSettings settings;

    @Inject
    public FetcherBeans(FetcherConfig config) {
        this.settings = FetcherSettings.from(config);
        this.fetcher = new Fetcher(settings, InstantSource.system());
    }

    void start(@Observes StartupEvent event) {
        fetcher.open();
    }

    void stop(@Observes ShutdownEvent event) {
        fetcher.close();
    }

    void routes(@Observes Router router) {
        router.get("/status").blockingHandler(this::status, false);
        new PushRoutes(fetcher::push, settings.limits().bodyBytes()).mount(router);
    }

    @Override
    public HealthCheckResponse call() {
        var waitingFor = fetcher.waitingFor();
        var response = HealthCheckResponse.named("fetcher").status(waitingFor == null);
        return (waitingFor == null ? response : response.withData("waiting for", waitingFor)).build();
    }

    private void status(RoutingContext request) {
        try {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(EventCodec.json().writeValueAsString(fetcher.status()));
        } catch (JsonProcessingException e) {
            request.fail(e);
        }
    }
}
