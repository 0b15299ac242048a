package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Where a test's own Orrery can listen.
final class FreePorts {
    private FreePorts() {}

    /// The first of six free ports in a row.
    static int inARow() throws IOException {
        for (int base = EmbeddedKafka.freePort(); ; base = EmbeddedKafka.freePort()) {
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
