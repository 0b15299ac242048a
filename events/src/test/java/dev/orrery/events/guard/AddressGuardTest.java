package dev.orrery.events.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(List.of(), Set.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this host",
        "0.1.2.3, this host",
        "10.0.0.1, a private network",
        "10.255.255.255, a private network",
        "100.64.0.1, a carrier's private network",
        "100.127.255.255, a carrier's private network",
        "127.0.0.1, this machine itself",
        "127.8.9.10, this machine itself",
        "169.254.169.254, the local link",
        "169.254.170.2, the local link",
        "172.16.0.1, a private network",
        "172.31.255.255, a private network",
        "192.0.0.8, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4 relays",
        "192.168.1.1, a private network",
        "198.18.0.1, benchmarks",
        "198.19.255.255, benchmarks",
        "198.51.100.7, documentation",
        "203.0.113.7, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved or broadcast",
        "255.255.255.255, reserved or broadcast",
        "::, no address",
        "::1, this machine itself",
        "::ffff:127.0.0.1, this machine itself",
        "::ffff:10.0.0.1, a private network",
        "::ffff:169.254.169.254, the local link",
        "::7f00:1, an obsolete tunnel",
        "::a00:1, an obsolete tunnel",
        "::808:808, an obsolete tunnel",
        "64:ff9b::7f00:1, this machine itself",
        "64:ff9b::a9fe:a9fe, the local link",
        "64:ff9b:1::1, local translation",
        "100::1, discard",
        "2001::1, an obsolete tunnel",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, an obsolete tunnel",
        "2001:2::1, benchmarks",
        "2001:10::1, ORCHID",
        "2001:db8::1, documentation",
        "2002:7f00:1::, an obsolete tunnel",
        "2002:a00:1::1, an obsolete tunnel",
        "3fff::1, documentation",
        "5f00::1, segment routing",
        "fc00::1, a private network",
        "fd00:ec2::254, a private network",
        "fe80::1, the local link",
        "fec0::1, a private network",
        "ff02::1, multicast",
    })
    void whatIsNotPublicIsRefused(String address, String what) throws UnknownHostException {
        assertThat(guard.refusal("blog.example", 80, InetAddress.getByName(address)))
                .startsWith("blog.example leads to ")
                .contains(", which is " + what + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001:81b::200e",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8",
            })
    void whatIsPublicMayBeConnected(String address) throws UnknownHostException {
        assertThat(guard.refusal("blog.example", 80, InetAddress.getByName(address)))
                .isNull();
    }

    /// `InetAddress.getByName` unwraps them; other ways to an address need not.
    @Test
    void aMappedAddressIsRefusedEvenWhereItIsKeptAsSix() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = 127;
        bytes[15] = 1;

        assertThat(guard.refusal("blog.example", 80, Inet6Address.getByAddress("blog.example", bytes, -1)))
                .isNotNull();
    }

    @Test
    void theOperatorsRangesAreAllowed() throws UnknownHostException {
        var open = new AddressGuard(
                List.of(AddressRange.parse("10.1.0.0/20"), AddressRange.parse("fd00:1::/32")), Set.of());

        assertThat(open.refusal("a", 80, InetAddress.getByName("10.1.15.255"))).isNull();
        assertThat(open.refusal("a", 80, InetAddress.getByName("10.1.16.0"))).isNotNull();
        assertThat(open.refusal("a", 80, InetAddress.getByName("fd00:1::5"))).isNull();
        assertThat(open.refusal("a", 80, InetAddress.getByName("fd00:2::5"))).isNotNull();
    }

    @Test
    void aHostIsAllowedByNameAtItsPortOnly() throws UnknownHostException {
        var open = new AddressGuard(List.of(), Set.of("localhost:8085", "Blog.internal"));
        var loopback = InetAddress.getLoopbackAddress();

        assertThat(open.refusal("LOCALHOST", 8085, loopback)).isNull();
        assertThat(open.refusal("localhost", 8086, loopback)).isNotNull();
        assertThat(open.refusal("127.0.0.1", 8085, loopback)).isNotNull();
        assertThat(open.refusal("blog.internal", 1234, loopback)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "example.org/8", "", "10.0.0.0/x", "fd00::/129", "10.0.0.0/-1"})
    void aRangeThatIsNoneIsRefusedWithASentence(String range) {
        assertThatThrownBy(() -> AddressRange.parse(range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a range of addresses");
    }
}
