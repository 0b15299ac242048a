package dev.orrery.fetcher.web;

import java.io.IOException;
import java.io.InputStream;

/// How far a server may run ahead on one connection: what it sends is not taken off the wire before we have read
/// what it sent earlier.
///
/// The client below reads an HTTP/2 connection as fast as it comes, up to 16 MiB a stream that nobody has read yet,
/// and in HTTP/1.1 takes some lines whose end never comes. Many such connections at once would fill the memory from
/// outside.
final class Leash {
    /// All the headers that the client below takes.
    private static final int LONGEST_HEAD = 256 * 1024;

    /// Before the body: the headers, and the handshake before them.
    private static final int HEAD = LONGEST_HEAD + 64 * 1024;

    /// Within the body.
    private static final int AHEAD = 64 * 1024;

    private long credit = HEAD;
    private long most = HEAD;
    private boolean mayWait;
    private boolean closed;
    private boolean flooded;

    /// It sends and sends, and nothing of it is the document's.
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("more than was asked for");
        }
    }

    /// An exchange begins.
    ///
    /// @param multiplexed whether somebody else than who reads the body takes the bytes off the wire, as in HTTP/2;
    ///                    then he waits. Else nobody could end the wait
    synchronized void begin(boolean multiplexed) {
        mayWait = multiplexed;
        flooded = false;
        most = HEAD;
        renew();
    }

    /// The headers are there, the body may come.
    synchronized void body() {
        most = AHEAD;
        credit = Math.min(credit, most);
    }

    /// @param bytes of the body that were taken
    /// @param all   whether that was all there was
    synchronized void taken(long bytes, boolean all) {
        // Frames of HTTP/2 and records of TLS add some to what is taken.
        credit = all ? most : Math.min(most, credit + bytes + bytes / 64 + 64);
        notifyAll();
    }

    /// The exchange is over; from now on whatever comes is too much.
    synchronized void end() {
        mayWait = false;
        flooded = most == HEAD && credit <= HEAD - LONGEST_HEAD;
        most = HEAD;
        renew();
    }

    /// Whether the last exchange ended in headers that had no end.
    synchronized boolean wasFlooded() {
        return flooded;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void renew() {
        credit = most;
        notifyAll();
    }

    private synchronized void received(int bytes) throws IOException {
        credit -= bytes;
        while (credit < 0 && !closed) {
            if (!mayWait) {
                throw new TooMuch();
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting to read on", e);
            }
        }
    }

    /// The bytes of a connection as they are let through.
    InputStream on(InputStream wire) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int b = wire.read();
                received(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = wire.read(into, offset, length);
                received(Math.max(0, read));
                return read;
            }

            @Override
            public int available() throws IOException {
                return wire.available();
            }

            @Override
            public void close() throws IOException {
                wire.close();
            }
        };
    }
}
