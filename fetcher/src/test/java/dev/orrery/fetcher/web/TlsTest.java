package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server with TLS, and a client that trusts one authority: this test's.
class TlsTest {
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Tests")
            .build();

    private final MockWebServer server = new MockWebServer();
    private FeedHttpClient web;

    @BeforeEach
    void open() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        var http = new OutgoingHttp(
                new AddressGuard(List.of(AddressRange.parse("127.0.0.0/8")), Set.of()),
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1 << 20, 50, 5),
                "https://orrery.example/",
                _ -> InetAddress.getAllByName("127.0.0.1"),
                TlsTest::trusting);
        web = new FeedHttpClient(http, InstantSource.system());
    }

    @AfterEach
    void shut() {
        web.close();
        server.close();
    }

    @Test
    void whoSpeaksHttp2IsSpokenToInIt() throws InterruptedException {
        serve(certificate().addSubjectAlternativeName("blog.example"));

        assertThat(fetch(false)).isInstanceOf(Answer.Document.class);
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void whoDoesNotIsSpokenToInHttp1() throws InterruptedException {
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        serve(certificate().addSubjectAlternativeName("blog.example"));

        assertThat(fetch(false)).isInstanceOf(Answer.Document.class);
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/1.1");
    }

    @Test
    void connectionsAreKeptForTheNextPoll() throws InterruptedException {
        serve(certificate().addSubjectAlternativeName("blog.example"));

        fetch(false);
        fetch(false);

        server.takeRequest();
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedAndNamed() throws InterruptedException {
        serve(new HeldCertificate.Builder().addSubjectAlternativeName("blog.example"));

        assertThat(fetch(false))
                .isEqualTo(
                        tls(
                                "its certificate is not signed by an authority that we know, or an intermediate certificate is missing"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anExpiredCertificateIsRefusedAndNamed() throws InterruptedException {
        serve(certificate().addSubjectAlternativeName("blog.example").validityInterval(0, 1_000_000_000_000L));

        assertThat(fetch(false)).isEqualTo(tls("its certificate has expired"));
    }

    @Test
    void aCertificateOfTomorrowIsRefusedAndNamed() throws InterruptedException {
        long far = 4_000_000_000_000L;
        serve(certificate().addSubjectAlternativeName("blog.example").validityInterval(far, far + 1_000_000));

        assertThat(fetch(false)).isEqualTo(tls("its certificate is not valid yet"));
    }

    @Test
    void aCertificateForAnotherNameIsRefusedAndNamed() throws InterruptedException {
        serve(certificate().addSubjectAlternativeName("other.example").addSubjectAlternativeName("shop.example"));

        assertThat(fetch(false)).isEqualTo(tls("its certificate is for another name (other.example, shop.example)"));
    }

    @Test
    void whoDoesNotSpeakTlsIsToldSo() throws Exception {
        assertThat(fetchFrom("HTTP/1.1 400 Bad Request\r\n\r\n"))
                .isEqualTo(tls("what answers there does not speak TLS"));
    }

    @Test
    void whoHangsUpIsToldSo() throws Exception {
        assertThat(fetchFrom("")).isEqualTo(tls("it hung up while the connection was being secured"));
    }

    /// From a server that says this once it has been spoken to, and hangs up.
    private Answer fetchFrom(String says) throws IOException, InterruptedException {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (var client = plain.accept()) {
                    client.getInputStream().read(new byte[1 << 14]);
                    client.getOutputStream().write(says.getBytes(US_ASCII));
                } catch (IOException e) {
                    // The client has seen enough.
                }
            });
            var url = "https://blog.example:%d/feed".formatted(plain.getLocalPort());
            return web.fetch(new FeedRequest(url, Validators.NONE, 1));
        }
    }

    @Test
    void aFeedWhoseOwnerAskedForItIsReadWhateverItsCertificateSays() throws InterruptedException {
        serve(new HeldCertificate.Builder().commonName("nobody").validityInterval(0, 1_000_000_000_000L));

        assertThat(fetch(true)).isInstanceOf(Answer.Document.class);
        assertThat(fetch(false)).isInstanceOf(Answer.Unreachable.class);
    }

    /// Who asked for one feed did not ask for where it leads.
    @Test
    void whereSuchAFeedRedirectsToIsVerified() throws InterruptedException {
        server.useHttps(handshake(new HeldCertificate.Builder()).sslSocketFactory());
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "https://other.example:%d/".formatted(server.getPort()))
                .build());
        server.enqueue(new MockResponse.Builder().body("<rss/>").build());

        assertThat(((Answer.Unreachable) fetch(true)).reason()).startsWith("No secure connection to other.example");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private void serve(HeldCertificate.Builder certificate) {
        server.useHttps(handshake(certificate).sslSocketFactory());
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder().body("<rss/>").build());
        }
    }

    private Answer fetch(boolean insecure) throws InterruptedException {
        var url = "https://blog.example:%d/feed".formatted(server.getPort());
        return web.fetch(new FeedRequest(url, Validators.NONE, 1, insecure, 0));
    }

    private static Answer tls(String what) {
        return new Answer.Unreachable(
                Answer.Step.TLS, "No secure connection to blog.example: %s.".formatted(what), List.of());
    }

    private static HeldCertificate.Builder certificate() {
        return new HeldCertificate.Builder().signedBy(AUTHORITY);
    }

    private static HandshakeCertificates handshake(HeldCertificate.Builder certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build();
    }

    private static OkHttpClient.Builder trusting(OkHttpClient.Builder client) {
        var trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        return client.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }
}
