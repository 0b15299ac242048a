package dev.orrery.events.guard;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which addresses may be connected: those of the public internet, and what the operator allows beside them.
///
/// Feeds are named by strangers, and whoever names one chooses where our requests go. So what is ours alone, this
/// machine, its network, a cloud's metadata service, is refused, in every disguise that carries an IPv4 address
/// inside an IPv6 one.
public final class AddressGuard {
    /// IANA's special-purpose registries for IPv4 (RFC 6890), less what is globally reachable.
    private static final List<Reserved> IPV4 = List.of(
            new Reserved("0.0.0.0/8", "this host"),
            new Reserved("10.0.0.0/8", "a private network"),
            new Reserved("100.64.0.0/10", "a carrier's private network"),
            new Reserved("127.0.0.0/8", "this machine itself"),
            new Reserved("169.254.0.0/16", "the local link"),
            new Reserved("172.16.0.0/12", "a private network"),
            new Reserved("192.0.0.0/24", "protocol assignments"),
            new Reserved("192.0.2.0/24", "documentation"),
            new Reserved("192.88.99.0/24", "6to4 relays"),
            new Reserved("192.168.0.0/16", "a private network"),
            new Reserved("198.18.0.0/15", "benchmarks"),
            new Reserved("198.51.100.0/24", "documentation"),
            new Reserved("203.0.113.0/24", "documentation"),
            new Reserved("224.0.0.0/4", "multicast"),
            new Reserved("240.0.0.0/4", "reserved or broadcast"));

    private static final List<Reserved> IPV6 = List.of(
            new Reserved("::/128", "no address"),
            new Reserved("::1/128", "this machine itself"),
            new Reserved("64:ff9b:1::/48", "local translation"),
            new Reserved("100::/64", "discard"),
            new Reserved("2001:2::/48", "benchmarks"),
            new Reserved("2001:10::/28", "ORCHID"),
            new Reserved("2001:db8::/32", "documentation"),
            new Reserved("3fff::/20", "documentation"),
            new Reserved("5f00::/16", "segment routing"),
            new Reserved("fc00::/7", "a private network"),
            new Reserved("fe80::/10", "the local link"),
            new Reserved("fec0::/10", "a private network"),
            new Reserved("ff00::/8", "multicast"));

    private static final AddressRange COMPATIBLE = AddressRange.parse("::/96");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange TEREDO = AddressRange.parse("2001::/32");

    /// Where feeds are served, by the scheme's rule or by habit. Not one of them is the port of a service of another
    /// kind, so that nobody sends us to talk to a mail server or a database in the name of a feed.
    private static final Set<Integer> PORTS =
            Set.of(80, 443, 3000, 4000, 8000, 8008, 8080, 8081, 8088, 8090, 8443, 8888);

    private final List<AddressRange> allowed;
    private final Set<String> allowedHosts;
    private final Set<Integer> ports;

    private record Reserved(AddressRange range, String what) {
        Reserved(String cidr, String what) {
            this(AddressRange.parse(cidr), what);
        }
    }

    /// @param allowed      ranges that may be reached although they are not public
    /// @param allowedHosts `host` or `host:port`: names that may be reached wherever they lead
    public AddressGuard(List<AddressRange> allowed, Set<String> allowedHosts) {
        this(allowed, allowedHosts, Set.of());
    }

    /// @param ports that may be reached beside the usual ones; what is allowed by range or name may be at any
    public AddressGuard(List<AddressRange> allowed, Set<String> allowedHosts, Set<Integer> ports) {
        this.ports = Set.copyOf(ports);
        this.allowed = List.copyOf(allowed);
        this.allowedHosts = Set.copyOf(
                allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
    }

    /// @param host as it is written in the address that is asked for
    public boolean allowsByName(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        return allowedHosts.contains(name) || allowedHosts.contains(name + ":" + port);
    }

    /// Why this address may not be connected, or null if it may.
    ///
    /// @param host the name through which it was found
    public @Nullable String refusal(String host, int port, InetAddress address) {
        if (allowsByName(host, port) || allowsByRange(address)) {
            return null;
        }
        var what = reserved(address);
        if (what != null) {
            return sentence(host, address, what);
        }
        return PORTS.contains(port) || ports.contains(port)
                ? null
                : "Port %d is not one of those at which feeds are served; such addresses are not fetched unless the"
                                .formatted(port)
                        + " operator allows them.";
    }

    /// Why a name is not to be used at all, or null if it may: one of its addresses leads inwards. A name of the
    /// public internet has public addresses only; one that mixes them wants the choice to fall on the other one
    /// some time.
    public @Nullable String refusal(String host, List<InetAddress> addresses) {
        if (knowsName(host)) {
            return null;
        }
        for (var address : addresses) {
            var what = allowsByRange(address) ? null : reserved(address);
            if (what != null) {
                return sentence(host, address, what);
            }
        }
        return null;
    }

    private boolean knowsName(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return allowedHosts.stream().anyMatch(allowed -> allowed.equals(name) || allowed.startsWith(name + ":"));
    }

    private boolean allowsByRange(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }

    private static String sentence(String host, InetAddress address, String what) {
        return "%s leads to %s, which is %s; such addresses are not fetched unless the operator allows them."
                .formatted(host, address.getHostAddress(), what);
    }

    private static @Nullable String reserved(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> first(IPV4, four);
            case Inet6Address six -> {
                var what = first(IPV6, six);
                var inside = what == null ? inside(six) : null;
                yield inside == null ? what : disguised(inside);
            }
            default -> "of a kind that we do not know";
        };
    }

    private static @Nullable String first(List<Reserved> ranges, InetAddress address) {
        for (var reserved : ranges) {
            if (reserved.range().contains(address)) {
                return reserved.what();
            }
        }
        return null;
    }

    /// A tunnel's address is only as public as what it leads to. Nobody publishes a blog at an IPv4-compatible, 6to4
    /// or Teredo address today, so those go whatever is inside; NAT64 is how an IPv6-only host reaches the IPv4
    /// web.
    private static @Nullable String disguised(Inside inside) {
        return inside.mayBePublic() ? first(IPV4, inside.address()) : "an obsolete tunnel";
    }

    private record Inside(InetAddress address, boolean mayBePublic) {}

    private static @Nullable Inside inside(Inet6Address address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address) || isMapped(bytes)) {
            return new Inside(four(bytes, 12), true);
        }
        if (COMPATIBLE.contains(address) || TEREDO.contains(address)) {
            return new Inside(four(bytes, 12), false);
        }
        return SIX_TO_FOUR.contains(address) ? new Inside(four(bytes, 2), false) : null;
    }

    /// `::ffff:1.2.3.4`. Java makes an IPv4 address of it where it reads one, so no range of ours can be written for
    /// it.
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
