package dev.orrery.bench.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many connections that listen, on one thread that does no more than to note when something arrived.
final class OpenPages implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int PATIENCE_SECONDS = 30;

    /// Every first event has it.
    private static final String FIRST = "data:";

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private volatile Expected expected;

    /// @param mark    bytes that are waited for
    /// @param heardAt when each connection had them, by [System#nanoTime]; 0 for not yet
    @SuppressWarnings("ArrayRecordComponent")
    private record Expected(byte[] mark, long[] heardAt, CountDownLatch missing) {}

    /// Returns when all have heard something.
    OpenPages(InetSocketAddress address, String path, int count) throws IOException, InterruptedException {
        expected = expecting(FIRST, count);
        var request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open(address);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, i);
            channels.add(channel);
        }
        Thread.ofPlatform().daemon().name("pages").start(this::listen);
        heard();
    }

    /// From now on this is waited for. It must be ASCII, and come in one piece.
    void expect(String mark) {
        expected = expecting(mark, channels.size());
    }

    /// When each connection heard it, by [System#nanoTime], which all processes of a machine share.
    long[] heard() throws IOException, InterruptedException {
        var now = expected;
        if (!now.missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("%d of %d pages did not hear %s"
                    .formatted(
                            now.missing.getCount(), channels.size(), new String(now.mark, StandardCharsets.US_ASCII)));
        }
        return now.heardAt;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (var channel : channels) {
            channel.close();
        }
    }

    private static Expected expecting(String mark, int count) {
        return new Expected(mark.getBytes(StandardCharsets.US_ASCII), new long[count], new CountDownLatch(count));
    }

    private void listen() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedSelectorException _) {
            // That is how it ends.
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int length = ((SocketChannel) key.channel()).read(buffer);
            long now = System.nanoTime();
            if (length < 0) {
                key.cancel();
                return;
            }
            buffer.flip().get(bytes, 0, length);
            note((int) key.attachment(), now, length);
        } catch (IOException _) {
            key.cancel();
        }
    }

    private void note(int page, long now, int length) {
        var waiting = expected;
        if (waiting.heardAt[page] == 0 && has(waiting.mark, length)) {
            waiting.heardAt[page] = now;
            waiting.missing.countDown();
        }
    }

    private boolean has(byte[] mark, int length) {
        for (int from = 0; from + mark.length <= length; from++) {
            if (bytes[from] == mark[0] && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
