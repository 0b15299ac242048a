package dev.orrery.publisher.audience;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/// An open page. Belongs to its event loop.
///
/// Nothing waits for a reader who does not read: what cannot be sent now is not sent, the reader is told all there is
/// once there is room again, and is cut off if there was none for as long as between two beats.
final class Listener {
    /// Bytes that may wait to be sent. The operating system's buffers come before it.
    private static final int MOST_WAITING = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Watched watched;
    private String version;
    private boolean late;
    private long timer;

    /// @param version what the reader has
    Listener(HttpServerRequest request, Watched watched, String version) {
        this.request = request;
        this.response = request.response();
        this.watched = watched;
        this.version = version;
    }

    /// The head is sent, and what there is if it is not what the reader has.
    ///
    /// @param beat time between beats, and before the first, in milliseconds
    void open(Context context, int retry, long firstBeat, long beat) {
        response.setWriteQueueMaxSize(MOST_WAITING);
        response.drainHandler(_ -> drained());
        response.write(Message.retry(retry));
        catchUp();
        timer = context.owner().setPeriodic(firstBeat, beat, _ -> beat());
    }

    /// @param before the version that `difference` begins with
    void tell(Watched.Told told, String before, Buffer difference) {
        if (version.equals(told.version())) {
            return;
        }
        if (response.writeQueueFull()) {
            late = true;
            return;
        }
        response.write(version.equals(before) ? difference : told.whole());
        version = told.version();
    }

    private void catchUp() {
        var told = watched.told();
        if (told != null && !version.equals(told.version())) {
            response.write(told.whole());
            version = told.version();
        }
    }

    private void drained() {
        if (late) {
            late = false;
            catchUp();
        }
    }

    private void beat() {
        if (!response.writeQueueFull()) {
            response.write(Message.BEAT);
        } else if (late) {
            cut();
        } else {
            late = true;
        }
    }

    void closed(Context context) {
        context.owner().cancelTimer(timer);
    }

    /// At once. The connection's own `close`, and the channel's, which leads to it, would first wait for what cannot be
    /// sent.
    private void cut() {
        if (request.connection() instanceof ConnectionBase connection) {
            var _ = connection.channelHandlerContext().close();
        } else {
            response.reset();
        }
    }
}
