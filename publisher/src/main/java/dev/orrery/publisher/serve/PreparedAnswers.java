package dev.orrery.publisher.serve;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// [Prepared] answers, for each event loop its own, so that nothing about them needs a lock and their
/// memory can be given back the moment it is no longer needed.
final class PreparedAnswers {
    private final FastThreadLocal<Prepared> all;

    /// @param bytes that those of one event loop may hold, outside the heap
    PreparedAnswers(InstantSource clock, long bytes) {
        all = new FastThreadLocal<>() {
            @Override
            protected Prepared initialValue() {
                return new Prepared(clock, bytes);
            }

            @Override
            protected void onRemoval(Prepared prepared) {
                prepared.clear();
            }
        };
    }

    /// To be called on an event loop, as all of its methods.
    Prepared ofThisThread() {
        return all.get();
    }

    /// From now on the same request is answered in the [FastLane], if it is of the kind.
    ///
    /// @param source the present rendering; null where it is not at hand, so that the request must go the
    ///               long way
    void remember(HttpServerRequest request, String caching, Supplier<@Nullable Rendering> source) {
        ofThisThread().remember(request.getHeader("Host"), request.uri(), caching, source);
    }
}
