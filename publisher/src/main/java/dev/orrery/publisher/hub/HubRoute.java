package dev.orrery.publisher.hub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /hub`.
final class HubRoute {
    private static final int LARGEST = 8 * 1024;
    private static final int TOO_LARGE = 413;
    private static final int NOT_A_FORM = 415;
    private static final int UNAVAILABLE = 503;
    private static final int TRY_AGAIN_SECONDS = 60;
    private static final int TOO_MANY = 429;
    private static final Logger LOG = LoggerFactory.getLogger(HubRoute.class);

    private final HubRequests requests;
    private final Executor executor;

    HubRoute(HubRequests requests, Executor executor) {
        this.requests = requests;
        this.executor = executor;
    }

    void mount(Router router) {
        router.post("/" + HubAddress.PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var type = request.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            answer(request, new HubRequests.Reply(NOT_A_FORM, "Send a form: application/x-www-form-urlencoded."));
            return;
        }
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LARGEST) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> taken(request, body));
    }

    private void taken(HttpServerRequest request, Buffer body) {
        if (body.length() > LARGEST) {
            answer(request, new HubRequests.Reply(TOO_LARGE, "That is too much for a subscription."));
            return;
        }
        var context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        executor.execute(() -> {
            var reply = reply(body.toString(StandardCharsets.UTF_8));
            context.runOnContext(_ -> answer(request, reply));
        });
    }

    private HubRequests.Reply reply(String form) {
        try {
            return requests.take(form);
        } catch (RuntimeException e) {
            LOG.warn("A request to the hub could not be answered: {}", e.getMessage());
            return new HubRequests.Reply(UNAVAILABLE, "The planets cannot be read at present.");
        }
    }

    private static void answer(HttpServerRequest request, HubRequests.Reply reply) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (reply.status() == TOO_MANY || reply.status() == UNAVAILABLE) {
            response.putHeader("Retry-After", Integer.toString(TRY_AGAIN_SECONDS));
        }
        response.setStatusCode(reply.status())
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(reply.sentence() + "\n");
    }
}
