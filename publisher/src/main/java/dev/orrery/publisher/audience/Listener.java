package dev.orrery.publisher.audience;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// An open page. Belongs to its event loop.
///
/// Nothing waits for a reader who does not read: what cannot be sent now is not sent, the reader is told all there is
/// once there is room again, and is cut off if there was none for as long as between two beats.
final class Listener {
    /// Bytes that may wait to be sent. The operating system's buffers come before it.
    private static final int MOST_WAITING = 64 * 1024;

    private final HttpServerResponse response;
    private final Wire wire;
    private final Watched watched;
    private String version;

    /// The number of what was told last.
    private long heard;

    private boolean late;
    private boolean closed;
    private long timer;

    /// @param version what the reader has
    Listener(HttpServerRequest request, Watched watched, String version) {
        this.response = request.response();
        this.wire = new Wire(request);
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

    /// Says what has changed; nothing to who has heard of something newer already.
    void tell(Watched.News news) {
        var told = news.told();
        if (closed || told.number() <= heard || version.equals(told.version())) {
            return;
        }
        if (wire.hasRoom()) {
            heard(told, version.equals(news.before()) ? news.difference() : told.whole());
        } else {
            late = true;
        }
    }

    private void catchUp() {
        var told = watched.told();
        if (told != null && !version.equals(told.version())) {
            heard(told, told.whole());
        }
    }

    private void heard(Watched.Told told, Message message) {
        wire.send(message);
        version = told.version();
        heard = told.number();
    }

    private void drained() {
        if (late) {
            late = false;
            catchUp();
        }
    }

    /// By Vert.x, which else would take the connection for idle.
    private void beat() {
        if (wire.hasRoom()) {
            response.write(Message.BEAT);
        } else if (late) {
            wire.cut();
        } else {
            late = true;
        }
    }

    void closed(Context context) {
        closed = true;
        context.owner().cancelTimer(timer);
    }
}
