package dev.orrery.bench.farm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The web of feeds, running: plain HTTP on one port, TLS on another, every server of it on both.
///
/// One thread does everything, so that it takes one core at most.
public final class FeedFarm implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final FarmOptions options;
    private final FarmFeeds feeds;
    private final Visits visits;
    private final Authority authority;
    private final EventLoopGroup threads = new NioEventLoopGroup(1);
    private final Channel plain;
    private final Channel secure;

    private FeedFarm(FarmOptions options) throws InterruptedException {
        this.options = options;
        this.feeds = new FarmFeeds(options);
        this.visits = new Visits(options);
        this.authority = new Authority(InstantSource.system());
        this.plain = listen(null);
        this.secure = listen(new FarmTls(authority, options.sessions()));
    }

    /// Returns when it answers.
    public static FeedFarm start(FarmOptions options) throws InterruptedException {
        return new FeedFarm(options);
    }

    public int port() {
        return port(plain);
    }

    public int tlsPort() {
        return port(secure);
    }

    /// The address of a feed.
    public String url(int feed, boolean tls) {
        return "%s://%s:%d%s"
                .formatted(
                        tls ? "https" : "http",
                        Hosts.address(feeds.host(feed)),
                        tls ? tlsPort() : port(),
                        feeds.path(feed));
    }

    /// Writes a PKCS#12 trust store, its password “changeit”, by which clients trust the farm's servers.
    public void writeTrust(Path file) throws IOException {
        authority.writeTrust(file);
    }

    /// Gives every one of the first so many feeds this many new entries.
    public void publish(int howMany, int entries) {
        feeds.publish(howMany, entries);
    }

    /// What guests did since the last [#reset].
    public FarmScore score() {
        int fresh = 0;
        for (int feed = 0; feed < options.feeds(); feed++) {
            fresh += visits.knows(feed, feeds.version(feed)) ? 1 : 0;
        }
        return visits.score(options.feeds(), fresh);
    }

    public void reset() {
        visits.reset();
    }

    @Override
    public void close() {
        var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel listen(@Nullable FarmTls tls) throws InterruptedException {
        return new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(new SslHandler(tls.engine(channel.localAddress())));
                        }
                        channel.pipeline()
                                .addLast(new HttpRequestDecoder())
                                .addLast(new FarmHandler(options, feeds, visits));
                    }
                })
                .bind(new InetSocketAddress(0))
                .sync()
                .channel();
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
