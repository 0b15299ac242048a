package dev.orrery.fetcher.push;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that hubs see of us: `GET` and `POST` under `/push/`. The rest of the fetcher's port is none of the public's.
public final class PushRoutes {
    /// Before the token, in every callback's address.
    public static final String PATH = "/push/";

    private static final Logger LOG = LoggerFactory.getLogger(PushRoutes.class);

    private final Supplier<@Nullable Push> push;
    private final Bodies bodies;

    /// @param push      null while the fetcher does not work yet
    /// @param bodyBytes how large a delivery may be
    public PushRoutes(Supplier<@Nullable Push> push, int bodyBytes) {
        this.push = push;
        this.bodies = new Bodies(bodyBytes);
    }

    public void mount(Router router) {
        router.get(PATH + ":token").handler(this::verify);
        router.post(PATH + ":token").handler(this::deliver);
    }

    private void verify(RoutingContext exchange) {
        var request = exchange.request();
        var query = new Verifications.Query(
                request.getParam("hub.mode"),
                request.getParam("hub.topic"),
                request.getParam("hub.challenge"),
                request.getParam("hub.lease_seconds"),
                request.getParam("hub.reason"));
        onThread(request, exchange.vertx().getOrCreateContext(), open -> {
            var reply = open.verifications().answer(token(exchange), query);
            answer(exchange, reply.status(), reply.body());
        });
    }

    private void deliver(RoutingContext exchange) {
        var request = exchange.request();
        // Nothing is read before it is known that there is a subscription.
        request.pause();
        var context = exchange.vertx().getOrCreateContext();
        onThread(request, context, open -> {
            int status = open.inbox().knock(token(exchange));
            context.runOnContext(_ -> {
                if (status == 202) {
                    bodies.read(exchange, body -> take(exchange, context, body));
                } else {
                    bodies.refuse(exchange, status);
                }
            });
        });
    }

    private void take(RoutingContext exchange, Context context, Bodies.Body body) {
        var request = exchange.request();
        var delivery = new Delivery(
                token(exchange), request.getHeader("Content-Type"), request.getHeader("X-Hub-Signature"), body.bytes());
        onThread(
                request,
                context,
                open -> open.inbox().receive(delivery, status -> answer(exchange, status, "")),
                body::done);
    }

    /// Off the event loop. What goes wrong is answered 503, so that the hub comes again.
    private void onThread(HttpServerRequest request, Context context, Task task) {
        onThread(request, context, task, () -> {});
    }

    private void onThread(HttpServerRequest request, Context context, Task task, Runnable lastly) {
        Thread.ofVirtual().name("push").start(() -> {
            try {
                var open = push.get();
                if (open != null) {
                    task.run(open);
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warn("A hub's request could not be handled ({}).", e.toString(), e);
            } finally {
                lastly.run();
            }
            context.runOnContext(_ -> {
                if (!request.response().ended()) {
                    request.response().setStatusCode(503).end();
                    request.resume();
                }
            });
        });
    }

    /// Text, so that nobody's browser takes a challenge for a page.
    private static void answer(RoutingContext exchange, int status, String body) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }

    private static String token(RoutingContext exchange) {
        return String.valueOf(exchange.pathParam("token"));
    }

    @FunctionalInterface
    private interface Task {
        void run(Push push);
    }
}
