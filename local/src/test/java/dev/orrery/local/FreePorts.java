package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Where a test's own Orrery can listen.
final class FreePorts {
    /// Below those that Linux and macOS give to outgoing connections: a client that asks before its server
    /// listens could else be connected to itself, and keep the server from listening.
    private static final int LEAST = 15_000;

    private static final int MOST = 32_000;

    private FreePorts() {}

    /// The first of six free ports in a row.
    static int inARow() {
        while (true) {
            int base = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            if (areFree(base)) {
                return base;
            }
        }
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + 6; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            } catch (IOException | IllegalArgumentException e) {
                return false;
            }
        }
        return true;
    }
}
