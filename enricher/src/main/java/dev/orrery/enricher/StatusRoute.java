package dev.orrery.enricher;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// `GET /status`: `{"lag": n, "ready": bool}`. The lag is how many records wait for the enrichers; −1, and status 503,
/// when a store does not answer.
@ApplicationScoped
public class StatusRoute {
    private static final int UNAVAILABLE = 503;

    private final Enricher enricher;

    @Inject
    public StatusRoute(Enricher enricher) {
        this.enricher = enricher;
    }

    void add(@Observes Router router) {
        router.get("/status").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext request) {
        try {
            var lag = enricher.lag();
            var status = new JsonObject().put("lag", lag.orElse(-1)).put("ready", enricher.isReady());
            request.response()
                    .setStatusCode(lag.isPresent() ? 200 : UNAVAILABLE)
                    .putHeader("content-type", "application/json")
                    .putHeader("cache-control", "no-store")
                    .end(status.encode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request.fail(UNAVAILABLE);
        }
    }
}
