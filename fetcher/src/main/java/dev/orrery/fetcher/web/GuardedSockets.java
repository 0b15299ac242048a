package dev.orrery.fetcher.web;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.UnconnectedSockets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sockets that ask the guard when they are connected, on the address that they are connected to, and that keep the
/// other side on a [Leash].
///
/// This is where a name has become an address for good: no second look-up can come between, and literal addresses,
/// redirects and every route that the client tries pass here alike.
final class GuardedSockets extends UnconnectedSockets {
    private final AddressGuard guard;
    private final Map<Ends, Guarded> connected = new ConcurrentHashMap<>();

    GuardedSockets(AddressGuard guard) {
        this.guard = guard;
    }

    /// The leash of a connection of ours.
    ///
    /// @param socket the guarded one, or one with TLS over it
    Leash leash(Socket socket) {
        var guarded = connected.get(Ends.of(socket));
        return guarded == null ? new Leash() : guarded.leash;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    private void check(SocketAddress endpoint) throws RefusedAddress {
        if (!(endpoint instanceof InetSocketAddress to) || to.getAddress() == null) {
            throw new RefusedAddress("%s is no address of the internet.".formatted(endpoint));
        }
        // The name through which the address was found: it comes with it from the look-up.
        var refusal = guard.refusal(to.getHostString(), to.getPort(), to.getAddress());
        if (refusal != null) {
            throw new RefusedAddress(refusal);
        }
    }

    /// Both ends of a connection, by which it is found again under the TLS that was laid over it.
    private record Ends(int local, SocketAddress remote) {
        static Ends of(Socket socket) {
            return new Ends(socket.getLocalPort(), socket.getRemoteSocketAddress());
        }
    }

    private final class Guarded extends Socket {
        private final Leash leash = new Leash();
        private volatile @Nullable Ends ends;

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            check(endpoint);
            super.connect(endpoint, timeout);
            var between = Ends.of(this);
            ends = between;
            connected.put(between, this);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return leash.on(super.getInputStream());
        }

        @Override
        public void close() throws IOException {
            leash.close();
            var between = ends;
            if (between != null) {
                connected.remove(between, this);
            }
            super.close();
        }
    }
}
