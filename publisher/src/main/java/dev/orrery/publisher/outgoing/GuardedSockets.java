package dev.orrery.publisher.outgoing;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.UnconnectedSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/// Sockets that connect only where the guard lets them: it is asked about the very address, when it is connected, so a
/// name that leads elsewhere the next time gains nothing.
final class GuardedSockets extends UnconnectedSockets {
    private final AddressGuard guard;

    GuardedSockets(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
    }

    private final class Guarded extends Socket {
        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress address) || address.getAddress() == null) {
                throw new UnknownHostException(String.valueOf(to));
            }
            var refusal = guard.refusal(address.getHostString(), address.getPort(), address.getAddress());
            if (refusal != null) {
                throw new IOException(refusal);
            }
            super.connect(to, timeout);
        }
    }
}
