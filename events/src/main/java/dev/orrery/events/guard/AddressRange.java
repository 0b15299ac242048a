package dev.orrery.events.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A range of addresses in CIDR form (RFC 4632, RFC 4291): `10.1.0.0/16`, `fd00:1::/32`.
public record AddressRange(InetAddress network, int bits) {
    /// Only literals, so that reading a range never asks DNS.
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

    /// @throws IllegalArgumentException with a sentence that says what is wrong
    public static AddressRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        var literal = slash < 0 ? cidr : cidr.substring(0, slash);
        if (!LITERAL.matcher(literal).matches() || !(literal.contains(":") || literal.split("\\.", -1).length == 4)) {
            throw new IllegalArgumentException("“%s” is not a range of addresses; one is 10.1.0.0/16".formatted(cidr));
        }
        try {
            var network = InetAddress.getByName(literal);
            int all = network.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(cidr.substring(slash + 1));
            if (bits >= 0 && bits <= all) {
                return new AddressRange(network, bits);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("“%s” is not a range of addresses; one is 10.1.0.0/16".formatted(cidr));
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (mine[whole] ^ other[whole]) >>> (8 - rest) << 24 == 0;
    }
}
