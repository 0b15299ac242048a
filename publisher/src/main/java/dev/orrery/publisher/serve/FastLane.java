package dev.orrery.publisher.serve;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.impl.VertxHandler;

/// Answers on a connection, before Vert.x, what nearly every reader asks for: a page or feed that is kept,
/// whole, or whether it is still the same. Everything else goes on to Vert.x, and so does all that comes
/// while Vert.x owes an answer, for answers go out in the order of their requests (RFC 9112 section 9.3.2).
final class FastLane extends ChannelDuplexHandler {
    /// Who says one of these wants more than a page.
    private static final AsciiString[] SPECIAL = {
        HttpHeaderNames.CONTENT_LENGTH,
        HttpHeaderNames.TRANSFER_ENCODING,
        HttpHeaderNames.EXPECT,
        HttpHeaderNames.UPGRADE,
        HttpHeaderNames.RANGE,
        HttpHeaderNames.IF_MATCH,
        HttpHeaderNames.IF_UNMODIFIED_SINCE
    };
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");

    private final Prepared prepared;
    private final ChannelHandlerContext encoder;

    /// How many answers Vert.x owes.
    private int owed;

    private boolean answered;
    private boolean unflushed;
    private boolean held;

    private FastLane(Prepared prepared, ChannelHandlerContext encoder, int owed) {
        this.prepared = prepared;
        this.encoder = encoder;
        this.owed = owed;
    }

    /// Opens the lane on a connection, if it has none. To be called while its first request is handled, and
    /// that is not answered yet.
    static void open(HttpConnection connection, PreparedAnswers answers) {
        if (!(connection instanceof HttpServerConnection server)) {
            return;
        }
        var pipeline = server.channel().pipeline();
        var encoder = pipeline.context(HttpResponseEncoder.class);
        var vertx = pipeline.context(VertxHandler.class);
        // HTTP/2 has no such encoder.
        if (encoder != null && vertx != null && pipeline.get(FastLane.class) == null) {
            pipeline.addBefore(
                    vertx.name(), FastLane.class.getName(), new FastLane(answers.ofThisThread(), encoder, 1));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (answered) {
            answered = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            answered = owed == 0 && isAnswered(request);
            if (!answered) {
                owed++;
                context.fireChannelRead(message);
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean isAnswered(HttpRequest request) {
        if (!isPlain(request)) {
            return false;
        }
        var headers = request.headers();
        var answer = prepared.answer(
                headers.get(HttpHeaderNames.HOST),
                request.uri(),
                headers.get(HttpHeaderNames.ACCEPT_ENCODING),
                headers.get(HttpHeaderNames.IF_NONE_MATCH),
                headers.get(HttpHeaderNames.IF_MODIFIED_SINCE));
        if (answer == null) {
            return false;
        }
        var _ = encoder.write(answer, encoder.voidPromise());
        unflushed = true;
        holdBack();
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // Netty's decoder gives these very objects.
    private static boolean isPlain(HttpRequest request) {
        if (request.method() != HttpMethod.GET
                || request.protocolVersion() != HttpVersion.HTTP_1_1
                || request.decoderResult().isFailure()) {
            return false;
        }
        HttpHeaders headers = request.headers();
        for (var name : SPECIAL) {
            if (headers.contains(name)) {
                return false;
            }
        }
        var connection = headers.get(HttpHeaderNames.CONNECTION);
        return connection == null || KEEP_ALIVE.contentEqualsIgnoreCase(connection);
    }

    /// Who asks faster than they read waits.
    private void holdBack() {
        if (!encoder.channel().isWritable()) {
            held = true;
            encoder.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (held && encoder.channel().isWritable()) {
            held = false;
            encoder.channel().config().setAutoRead(true);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            encoder.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            owed--;
        }
        var _ = context.write(message, promise);
    }

    /// `100 Continue` is not the answer yet; `101` is the last one that is HTTP, and none of ours may follow.
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
