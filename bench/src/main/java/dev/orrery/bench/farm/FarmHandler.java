package dev.orrery.bench.farm;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to one of the farm's servers. Answers are written as bytes: nothing here needs a codec for them.
final class FarmHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final FarmOptions options;
    private final FarmFeeds feeds;
    private final Visits visits;
    private int host;

    FarmHandler(FarmOptions options, FarmFeeds feeds, Visits visits) {
        this.options = options;
        this.feeds = feeds;
        this.visits = visits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        host = Hosts.number(((InetSocketAddress) context.channel().localAddress()).getAddress());
        if (host < 0) {
            // The farm listens on every address, as that costs one socket and not thousands; it is for this machine.
            var _ = context.close();
            return;
        }
        visits.connected();
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent shaken && shaken.isSuccess()) {
            visits.shookHands();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (!(message instanceof HttpRequest request)) {
            return;
        }
        int feed = feeds.feed(request.uri(), host);
        if (feed < 0 || !request.decoderResult().isSuccess()) {
            visits.refused();
            send(context, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n", new byte[0], false);
            return;
        }
        visits.enters(host);
        if (options.latency().isZero()) {
            answer(context, feed, request);
        } else {
            var _ = context.executor()
                    .schedule(
                            () -> answer(context, feed, request),
                            options.latency().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Guests hang up; anything else is a mistake of the farm's.
        if (!(cause instanceof IOException)) {
            System.err.println("farm: " + cause);
        }
        var _ = context.close();
    }

    private void answer(ChannelHandlerContext context, int feed, HttpRequest request) {
        int version = feeds.version(feed);
        var etag = feeds.etag(feed, version);
        var modified = feeds.lastModified(feed, version);
        var knownTag = request.headers().get(HttpHeaderNames.IF_NONE_MATCH);
        var knownDate = request.headers().get(HttpHeaderNames.IF_MODIFIED_SINCE);
        boolean kept = options.keepAlive() && HttpUtil.isKeepAlive(request);
        var head = new StringBuilder(300);
        // If-None-Match goes before If-Modified-Since (RFC 9110 section 13.2.2).
        if (knownTag != null ? knownTag.equals(etag) : knownDate != null && knownDate.equals(modified)) {
            visits.notModified(feed, version);
            validators(head.append("HTTP/1.1 304 Not Modified\r\n"), etag, modified);
            visits.leaves(host);
            send(context, head.toString(), new byte[0], kept);
            return;
        }
        boolean gzip = request.headers().contains(HttpHeaderNames.ACCEPT_ENCODING, "gzip", true);
        var body = feeds.document(feed, version, gzip);
        visits.document(feed, version, body.length, knownTag != null || knownDate != null);
        validators(head.append("HTTP/1.1 200 OK\r\n"), etag, modified);
        head.append("Content-Type: ")
                .append(feeds.format(feed).contentType())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append(gzip ? "\r\nContent-Encoding: gzip\r\n" : "\r\n");
        visits.leaves(host);
        send(context, head.toString(), body, kept);
    }

    private static void validators(StringBuilder head, @Nullable String etag, @Nullable String modified) {
        head.append("Date: ").append(Format.Dates.MAIL.format(Instant.now())).append("\r\n");
        if (etag != null) {
            head.append("ETag: ").append(etag).append("\r\n");
        }
        if (modified != null) {
            head.append("Last-Modified: ").append(modified).append("\r\n");
        }
    }

    private static void send(ChannelHandlerContext context, String head, byte[] body, boolean kept) {
        var start = (head + (kept ? "\r\n" : "Connection: close\r\n\r\n")).getBytes(StandardCharsets.US_ASCII);
        var bytes = context.alloc()
                .ioBuffer(start.length + body.length)
                .writeBytes(start)
                .writeBytes(body);
        var sent = context.writeAndFlush(bytes);
        if (!kept) {
            var _ = sent.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
