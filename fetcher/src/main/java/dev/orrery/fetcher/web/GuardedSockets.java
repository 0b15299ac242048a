package dev.orrery.fetcher.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Sockets that ask the guard when they are connected, on the address that they are connected to.
///
/// This is where a name has become an address for good: no second look-up can come between, and literal addresses,
/// redirects and every route that the client tries pass here alike.
final class GuardedSockets extends SocketFactory {
    private final AddressGuard guard;

    GuardedSockets(AddressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                check(endpoint);
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress endpoint) throws IOException {
        var socket = createSocket();
        socket.connect(endpoint);
        return socket;
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
}
