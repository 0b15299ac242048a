package dev.orrery.fetcher.push;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads deliveries' bodies within limits: on each, on all together, on time.
final class Bodies {
    private static final long PATIENCE_MILLIS = 30_000;

    /// Of all that is being read or taken at once, in times the limit of one.
    private static final int LIMITS_AT_ONCE = 4;

    private final int most;
    private final AtomicLong held = new AtomicLong();

    Bodies(int most) {
        this.most = most;
    }

    /// A body, read whole. Whoever has it says when he is done with it.
    final class Body {
        private final Buffer buffer = Buffer.buffer();

        byte[] bytes() {
            return buffer.getBytes();
        }

        void done() {
            held.addAndGet(-buffer.length());
        }

        /// @return 0 if there is room for it, else the status to answer
        private int add(Buffer chunk) {
            if (buffer.length() + chunk.length() > most) {
                return 413;
            }
            if (held.addAndGet(chunk.length()) > (long) most * LIMITS_AT_ONCE) {
                held.addAndGet(-chunk.length());
                return 503;
            }
            buffer.appendBuffer(chunk);
            return 0;
        }
    }

    /// To be called on the request's context, the request being paused.
    void read(RoutingContext exchange, Consumer<Body> whole) {
        var request = exchange.request();
        if (length(request.getHeader("Content-Length")) > most) {
            refuse(exchange, 413);
            return;
        }
        var body = new Body();
        long timer = exchange.vertx()
                .setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
        request.handler(chunk -> {
            int refused = body.add(chunk);
            if (refused != 0) {
                exchange.vertx().cancelTimer(timer);
                body.done();
                refuse(exchange, refused);
            }
        });
        request.exceptionHandler(_ -> {
            exchange.vertx().cancelTimer(timer);
            body.done();
        });
        request.endHandler(_ -> {
            exchange.vertx().cancelTimer(timer);
            whole.accept(body);
        });
        request.resume();
    }

    /// Answers, and reads on for a while without keeping anything: who is still sending would otherwise not hear it.
    void refuse(RoutingContext exchange, int status) {
        var request = exchange.request();
        exchange.response().setStatusCode(status).end();
        if (request.isEnded()) {
            return;
        }
        var left = new AtomicLong(most);
        long timer = exchange.vertx()
                .setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
        request.handler(chunk -> {
            if (left.addAndGet(-chunk.length()) < 0) {
                request.connection().close();
            }
        });
        request.exceptionHandler(_ -> exchange.vertx().cancelTimer(timer));
        request.endHandler(_ -> exchange.vertx().cancelTimer(timer));
        request.resume();
    }

    private static long length(@Nullable String header) {
        return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : 0;
    }
}
