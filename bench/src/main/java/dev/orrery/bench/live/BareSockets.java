package dev.orrery.bench.live;

import dev.orrery.bench.rounds.Conversation;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;

/// The least that it takes to tell many sockets something: Netty's event loops, as many as the publisher has, write one
/// buffer to each. No HTTP is read, nothing is asked, nobody is looked after.
@Command(name = "sockets", hidden = true)
public final class BareSockets implements Callable<Integer> {
    private static final String HELLO = "HTTP/1.1 200 OK\r\n\r\ndata: hello\n\n";

    private final Map<EventExecutor, List<Channel>> channels = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        var acceptor = new EpollEventLoopGroup(1);
        var loops = new EpollEventLoopGroup(2 * Runtime.getRuntime().availableProcessors());
        try {
            var server = new ServerBootstrap()
                    .group(acceptor, loops)
                    .channel(EpollServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new Greeting());
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            Conversation.hold("http://127.0.0.1:%d/".formatted(port), this::send);
        } finally {
            var _ = loops.shutdownGracefully();
            var _ = acceptor.shutdownGracefully();
        }
        return 0;
    }

    private String send(String line) {
        var text = (line + "\n\n").getBytes(StandardCharsets.UTF_8);
        var buffer = Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(text.length).writeBytes(text).asReadOnly());
        channels.forEach((loop, listening) -> loop.execute(() -> tell(listening, buffer)));
        return "sent";
    }

    private static void tell(List<Channel> listening, ByteBuf buffer) {
        for (var channel : listening) {
            var _ = channel.writeAndFlush(buffer.duplicate(), channel.voidPromise());
        }
    }

    private final class Greeting extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            channels.computeIfAbsent(context.executor(), _ -> new ArrayList<>()).add(context.channel());
            var _ = context.writeAndFlush(Unpooled.copiedBuffer(HELLO, StandardCharsets.US_ASCII));
        }
    }
}
