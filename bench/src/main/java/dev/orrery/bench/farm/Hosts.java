package dev.orrery.bench.farm;

import java.net.InetAddress;

/// The farm's servers by number. Linux answers on all of 127.0.0.0/8 without being told, so each is an address: server
/// 0 is 127.1.0.1, the next 127.1.0.2, and so on.
final class Hosts {
    private static final int LAST_BYTES = 250;

    /// How many share the second byte.
    static final int A_BLOCK = LAST_BYTES * LAST_BYTES;

    private Hosts() {}

    static String address(int number) {
        return "127.%d.%d.%d".formatted(1 + number / A_BLOCK, number % A_BLOCK / LAST_BYTES, 1 + number % LAST_BYTES);
    }

    /// The number of the server with this address; below zero where it is none of ours.
    static int number(InetAddress address) {
        var bytes = address.getAddress();
        // An IPv4 address on an IPv6 socket is its last four bytes.
        int at = bytes.length - 4;
        if ((bytes[at] & 0xFF) != 127) {
            return -1;
        }
        return ((bytes[at + 1] & 0xFF) - 1) * A_BLOCK
                + (bytes[at + 2] & 0xFF) * LAST_BYTES
                + (bytes[at + 3] & 0xFF)
                - 1;
    }
}
