package dev.orrery.publisher.audience;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// By which address a reader is counted.
final class Readers {
    private static final int NETWORK_BYTES = 8;

    private Readers() {}

    static String address(HttpServerRequest request) {
        var remote = request.remoteAddress();
        return address(remote == null ? "" : remote.hostAddress(), request.getHeader("X-Forwarded-For"));
    }

    /// Whom a proxy names, if a proxy it is: a machine of our own network. It wrote the last name; what stands
    /// before it anybody may have.
    static String address(@Nullable String remote, @Nullable String forwardedFor) {
        var peer = parsed(remote);
        if (peer == null) {
            return "";
        }
        boolean ours = peer.isLoopbackAddress() || peer.isSiteLocalAddress() || peer.isLinkLocalAddress();
        var named = ours && forwardedFor != null
                ? parsed(forwardedFor
                        .substring(forwardedFor.lastIndexOf(',') + 1)
                        .strip())
                : null;
        return network(named == null ? peer : named);
    }

    /// Who has one IPv6 address has 2^64 of them.
    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    private static @Nullable InetAddress parsed(@Nullable String literal) {
        if (literal == null) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
