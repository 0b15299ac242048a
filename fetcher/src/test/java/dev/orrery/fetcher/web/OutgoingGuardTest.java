package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Every way inwards that we know of, tried from outside: as the address that is asked for, and as the one that a
/// server redirects to. Names are looked up in a table of this test, and a server on this machine sees whether
/// anybody comes.
class OutgoingGuardTest extends WebStory {
    private static final String PUBLIC = "93.184.215.14";

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("localhost", List.of("127.0.0.1")),
            Map.entry("inside.example", List.of("127.0.0.1")),
            Map.entry("router.example", List.of("192.168.1.1")),
            Map.entry("six.example", List.of("::1")),
            Map.entry("metadata.example", List.of("169.254.169.254")),
            Map.entry("unique-local.example", List.of("fd00:ec2::254")),
            Map.entry("half.example", List.of(PUBLIC, "127.0.0.1")),
            Map.entry("other-half.example", List.of("10.0.0.1", PUBLIC)),
            Map.entry("half-six.example", List.of(PUBLIC, "::1")),
            Map.entry("xn--bcher-kva.example", List.of("127.0.0.1")),
            Map.entry("public.example", List.of(PUBLIC)));

    private final AtomicInteger visitors = new AtomicInteger();
    private HttpServer inside;
    private FeedHttpClient guest;

    @BeforeEach
    void open() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            visitors.incrementAndGet();
            try (exchange) {
                answer(exchange, 200, new byte[1]);
            }
        });
        inside.start();
        guest = guest(List.of(), Set.of(host()), Set.of(insidePort()), OutgoingGuardTest::resolve);
    }

    @AfterEach
    void shut() {
        guest.close();
        inside.stop(0);
    }

    /// In the table `PORT` is where the inner server listens; that port is allowed, so that it is the address alone
    /// that is refused.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "ways-in.csv", numLinesToSkip = 1, maxCharsPerColumn = 20_000)
    void noWayLeadsInwards(String name, String address, String says) throws InterruptedException {
        var inward = address.replace("PORT", Integer.toString(insidePort()));
        serve("/feed", exchange -> redirect(exchange, 302, inAscii(inward)));

        var first = guest.fetch(new FeedRequest(inward, Validators.NONE, 1));
        var redirected = guest.fetch(new FeedRequest(url("/feed"), Validators.NONE, 1));

        assertThat(reason(first)).as(name).contains(says);
        assertThat(redirected).as(name).isInstanceOf(Answer.Unreachable.class);
        assertThat(((Answer.Unreachable) redirected).step())
                .isIn(Answer.Step.GUARD, Answer.Step.ADDRESS, Answer.Step.REDIRECT);
        assertThat(visitors).hasValue(0);
    }

    /// The look-up's answer may change between two look-ups; the address that is connected is the one that is
    /// checked.
    @Test
    void aNameThatTurnsInwardsIsRefusedWhenItDoes() throws IOException, InterruptedException {
        var turns = new AtomicInteger();
        var outer = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), insidePort()), 0);
        outer.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            try (exchange) {
                answer(exchange, 200, new byte[1]);
            }
        });
        outer.start();
        var request = new FeedRequest("http://rebound.example:%d/".formatted(insidePort()), Validators.NONE, 1);
        try (var fickle = guest(
                List.of(AddressRange.parse("127.0.0.2/32")),
                Set.of(),
                Set.of(),
                _ -> all(turns.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"))) {
            assertThat(fickle.fetch(request)).isInstanceOf(Answer.Document.class);
            assertThat(reason(fickle.fetch(request))).startsWith("rebound.example leads to 127.0.0.1, which is this");
        } finally {
            outer.stop(0);
        }
        assertThat(visitors).hasValue(0);
    }

    /// Even if a look-up says one thing to who asks whether a name is fit and another to who connects, there is no
    /// third.
    @Test
    void aNameIsLookedUpOnceAConnection() throws InterruptedException {
        var asked = new AtomicInteger();
        try (var one = guest(List.of(), Set.of(host()), Set.of(), name -> {
            asked.incrementAndGet();
            return resolve(name);
        })) {
            serve("/feed", exchange -> answer(exchange, 200, new byte[1]));
            one.fetch(new FeedRequest(url("/feed"), Validators.NONE, 1));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void theOperatorsRangeIsReachedAtAnyPort() throws InterruptedException {
        try (var open =
                guest(List.of(AddressRange.parse("127.0.0.0/30")), Set.of(), Set.of(), OutgoingGuardTest::resolve)) {
            for (var address :
                    List.of("http://127.0.0.1:PORT/", "http://inside.example:PORT/", "http://127.0.0.1.:PORT/")) {
                var asked = address.replace("PORT", Integer.toString(insidePort()));
                assertThat(open.fetch(new FeedRequest(asked, Validators.NONE, 1)))
                        .as(address)
                        .isInstanceOf(Answer.Document.class);
            }
            assertThat(reason(open.fetch(new FeedRequest("http://router.example/", Validators.NONE, 1))))
                    .contains("router.example leads to 192.168.1.1");
        }
        assertThat(visitors).hasValue(3);
    }

    /// The rule for ports of public addresses, checked where nobody is really connected.
    @Test
    void aPortOfTheOperatorsIsNoMoreRefused() throws UnknownHostException {
        var guard = new AddressGuard(List.of(), Set.of(), Set.of(7070));
        var address = InetAddress.getByName(PUBLIC);

        assertThat(guard.refusal("public.example", 7070, address)).isNull();
        assertThat(guard.refusal("public.example", 8443, address)).isNull();
        assertThat(guard.refusal("public.example", 7071, address)).startsWith("Port 7071 is not one of those");
        assertThat(guard.refusal("inside.example", 7070, InetAddress.getByName("10.0.0.1")))
                .contains("a private network");
    }

    /// As a server writes it into a header.
    private static String inAscii(String address) {
        return address.codePoints()
                .mapToObj(c -> c < 0x80 ? Character.toString(c) : URLEncoder.encode(Character.toString(c), UTF_8))
                .collect(Collectors.joining());
    }

    private int insidePort() {
        return inside.getAddress().getPort();
    }

    private static FeedHttpClient guest(
            List<AddressRange> ranges, Set<String> hosts, Set<Integer> ports, Lookups.Resolver resolver) {
        var guard = new AddressGuard(ranges, hosts, ports);
        var http = new OutgoingHttp(guard, LIMITS, "https://orrery.example/", resolver, UnaryOperator.identity());
        return new FeedHttpClient(http, InstantSource.system());
    }

    private static InetAddress[] resolve(String name) throws UnknownHostException {
        var addresses = NAMES.get(name);
        if (addresses == null) {
            // What the system makes of numbers in odd forms, without asking anybody.
            if (!name.matches("[0-9a-fx.]+")) {
                throw new UnknownHostException(name);
            }
            return InetAddress.getAllByName(name);
        }
        return all(addresses.toArray(String[]::new));
    }

    private static InetAddress[] all(String... literals) throws UnknownHostException {
        var all = new InetAddress[literals.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(literals[i]);
        }
        return all;
    }
}
