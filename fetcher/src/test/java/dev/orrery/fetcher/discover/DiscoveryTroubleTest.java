package dev.orrery.fetcher.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.fetcher.discover.Attempt.Step;
import dev.orrery.fetcher.parse.FeedParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where nothing is found, the step that failed is named, and why.
class DiscoveryTroubleTest extends SiteStory {
    @Test
    void aNameThatDoesNotExistIsAskedForOnceAndOnceWithWww() throws InterruptedException {
        var not = notFound("no-such-site.invalid/blog");

        assertThat(not.trail())
                .extracting(Attempt::step, Attempt::url)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Step.DNS, "https://no-such-site.invalid/blog"),
                        org.assertj.core.groups.Tuple.tuple(Step.DNS, "https://www.no-such-site.invalid/blog"));
        assertThat(not.reason()).isEqualTo("There is no server called no-such-site.invalid.");
    }

    @Test
    void withoutASchemeHttpsIsTriedAndThenHttp() throws Exception {
        try (var plain = PlainServer.start()) {
            var web = allowing(plain.host());

            var found = new Discovery(web, new FeedParser(100), clock).discover(plain.host() + "/");

            assertThat(found).isInstanceOfSatisfying(Discovered.Found.class, it -> assertThat(it.feeds())
                    .extracting(FoundFeed::url)
                    .containsExactly("http://" + plain.host() + "/"));
            assertThat(found.trail()).extracting(Attempt::step).containsExactly(Step.TLS, Step.FEED);
        }
    }

    @Test
    void aSchemeThatWasWrittenIsKept() throws Exception {
        try (var plain = PlainServer.start()) {
            var web = allowing(plain.host());

            var not = new Discovery(web, new FeedParser(100), clock).discover("https://" + plain.host() + "/");

            assertThat(not).isInstanceOfSatisfying(Discovered.NotFound.class, it -> assertThat(it.reason())
                    .startsWith("No secure connection to localhost"));
            assertThat(not.trail()).extracting(Attempt::step).containsExactly(Step.TLS);
        }
    }

    @Test
    void aPrivateAddressIsRefusedByTheGuard() throws InterruptedException {
        var not = notFound("http://10.1.2.3/");

        assertThat(not.trail()).extracting(Attempt::step).containsExactly(Step.GUARD);
        assertThat(not.reason()).contains("such addresses are not fetched unless the operator allows them");
    }

    @Test
    void aPageCannotSendUsInwards() throws InterruptedException {
        page(
                "/",
                "<link rel=alternate type=application/rss+xml href=http://169.254.169.254/latest/meta-data/>"
                        + "<link rel=alternate type=application/rss+xml href=http://127.0.0.1:1/feed>");

        assertThat(notFound(url("/")).trail())
                .filteredOn(attempt -> attempt.how() == How.LINK_ELEMENT)
                .extracting(Attempt::step)
                .containsExactly(Step.GUARD, Step.GUARD);
    }

    @Test
    void aServerThatTakesNoConnectionsIsAskedOnce() throws Exception {
        int port = closedPort();

        var not = new Discovery(allowing("localhost:" + port), new FeedParser(100), clock)
                .discover("http://localhost:%d/blog/".formatted(port));

        assertThat(not.trail()).extracting(Attempt::step).containsExactly(Step.CONNECT);
    }

    @Test
    void aWallAgainstRobotsIsCalledOne() throws InterruptedException {
        otherwise = new Page(
                403, "text/html", "<html><title>Just a moment...</title>", Map.of("cf-mitigated", "challenge"));

        var not = notFound(url("/blog/"));

        assertThat(not.trail()).extracting(Attempt::step).containsExactly(Step.BOT_WALL, Step.BOT_WALL);
        assertThat(not.reason()).contains("with Cloudflare's bot wall");
    }

    @Test
    void aWallThatAnswers200IsCalledOneToo() throws InterruptedException {
        page("/", "<title>Making sure you&#39;re not a bot!</title>");

        assertThat(notFound(url("/")).reason()).contains("with Anubis' bot wall");
    }

    @Test
    void aFeedBesideTheWallIsFound() throws InterruptedException {
        answer("/", new Page(403, "text/html", "", Map.of("Server", "cloudflare")));
        feed("/feed", "Ann", 1);

        assertThat(found(url("/"))).extracting(FoundFeed::how).containsExactly(How.WELL_KNOWN);
    }

    @Test
    void aStatusIsSaidAsItIs() throws InterruptedException {
        otherwise = new Page(403, "text/plain", "no", Map.of());

        assertThat(notFound(url("/")).reason()).isEqualTo("The server answers 403: it does not let us read the feed.");
    }

    @Test
    void aFeedThatIsNamedAndBrokenIsSaidToBe() throws InterruptedException {
        page("/", "<link rel=alternate type=application/rss+xml href=/f>");
        answer("/f", new Page(200, "text/plain", "Under construction", Map.of()));

        var not = notFound(url("/"));

        assertThat(not.reason()).startsWith("The page names a feed at %s, but: ".formatted(url("/f")));
        assertThat(not.trail())
                .filteredOn(attempt -> attempt.url().equals(url("/f")))
                .extracting(Attempt::head)
                .containsExactly("Under construction");
    }

    @Test
    void whatIsNoAddressIsSaidWithoutAskingAnybody() throws InterruptedException {
        var not = notFound("mailto:ann@ann.example");

        assertThat(not.trail()).isEmpty();
        assertThat(not.reason()).contains("is an e-mail address");
    }

    @Test
    void afterHalfAMinuteNothingMoreIsAskedFor() throws InterruptedException {
        page("/", "<p>Words");
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try (exchange) {
                log.add(exchange.getRequestURI().toString());
                clock.pass(Duration.ofSeconds(11));
                exchange.sendResponseHeaders(404, -1);
            }
        });

        notFound(url("/"));

        assertThat(log).hasSize(3);
    }

    /// Speaks HTTP only, and says so to whoever begins with TLS.
    private record PlainServer(ServerSocket socket) implements AutoCloseable {
        static PlainServer start() throws IOException {
            var server = new PlainServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::run);
            return server;
        }

        String host() {
            return "localhost:" + socket.getLocalPort();
        }

        private void run() {
            while (!socket.isClosed()) {
                try (var connection = socket.accept()) {
                    boolean secure = connection.getInputStream().read() == 0x16;
                    var body = secure ? "Speak plainly." : rss("Ann", 1);
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(secure ? "400 Bad Request" : "200 OK", body.length(), body)
                                    .getBytes(StandardCharsets.UTF_8));
                    connection.shutdownOutput();
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // Closed, by us or by the client.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
