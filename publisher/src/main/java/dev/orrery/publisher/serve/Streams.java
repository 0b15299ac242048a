package dev.orrery.publisher.serve;

import dev.orrery.publisher.library.View;
import io.vertx.core.http.HttpServerRequest;

/// What is sent for as long as somebody listens.
@FunctionalInterface
public interface Streams {
    /// Answers on the event loop, some time.
    ///
    /// @param request with the headers that every answer has
    /// @param missing answers that there is nothing at this address
    void open(HttpServerRequest request, String slug, View view, Runnable missing);
}
