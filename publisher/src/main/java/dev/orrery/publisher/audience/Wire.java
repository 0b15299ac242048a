package dev.orrery.publisher.audience;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/// The way to one reader. Belongs to their event loop.
///
/// Messages go past Vert.x to the socket, for it would frame each of them anew for every reader, in pieces: that takes
/// longer than the system needs to send them.
final class Wire {
    private final HttpServerResponse response;
    private final HttpConnection connection;
    private final @Nullable ChannelHandlerContext encoder;
    private final boolean chunked;

    Wire(HttpServerRequest request) {
        response = request.response();
        connection = request.connection();
        chunked = request.version() == HttpVersion.HTTP_1_1;
        // HTTP/2 has no such encoder.
        encoder = connection instanceof ConnectionBase base
                ? base.channel().pipeline().context(HttpResponseEncoder.class)
                : null;
    }

    /// Whether fewer bytes wait than may.
    boolean hasRoom() {
        return encoder == null ? !response.writeQueueFull() : encoder.channel().isWritable();
    }

    /// To be called after something was written by Vert.x, which begins with the answer's head.
    void send(Message message) {
        if (encoder == null) {
            response.write(message.buffer());
        } else {
            var _ = encoder.writeAndFlush(chunked ? message.chunk() : message.bytes(), encoder.voidPromise());
        }
    }

    /// At once. The connection's own `close`, and the channel's, which leads to it, would first wait for what cannot be
    /// sent.
    void cut() {
        if (connection instanceof ConnectionBase base) {
            var _ = base.channelHandlerContext().close();
        } else {
            response.reset();
        }
    }
}
