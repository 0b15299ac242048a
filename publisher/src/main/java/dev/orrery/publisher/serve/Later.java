package dev.orrery.publisher.serve;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Goes on with a request when a value is there: at once where it is, else on the request's event loop,
/// which is not held meanwhile.
public final class Later {
    private Later() {}

    /// @param then      not called if the reader has gone meanwhile
    /// @param otherwise the same, told why there is no value
    public static <T> void when(
            HttpServerRequest request, CompletableFuture<T> value, Consumer<T> then, Consumer<Throwable> otherwise) {
        if (value.state() == Future.State.SUCCESS) {
            then.accept(value.resultNow());
            return;
        }
        var context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        var _ = value.whenComplete((made, failure) -> context.runOnContext(_ -> {
            if (request.response().ended() || request.response().closed()) {
                return;
            }
            if (failure == null) {
                then.accept(made);
            } else {
                otherwise.accept(failure);
            }
        }));
    }
}
