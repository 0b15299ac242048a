package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/// Many large documents at once do not exhaust a small memory.
class CrowdTest {
    private static final int SIZE = 15 << 20;

    @Test
    void manyLargeDocumentsAtOnceFitASmallHeap() throws Exception {
        int polls = 256;
        var all = new CountDownLatch(polls);
        try (var server = new ServerSocket(0, polls, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> accept(server, all));

            assertThat(crowd(192, polls, "http://HOST:%d/feed".formatted(server.getLocalPort())))
                    .isEqualTo("256 of 256 documents came whole.");
        }
        assertThat(all.getCount()).as("were there at the same time").isZero();
    }

    /// In HTTP/2 a server may send on while nobody reads, 16 MiB by what the client below allows.
    @Test
    void serversOfHttp2DoNotFillTheMemoryFromOutside() throws Exception {
        int polls = 12;
        var body = new Buffer().write(document(4 << 20));
        try (var server = new MockWebServer()) {
            var all = new CountDownLatch(polls);
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(new HeldCertificate.Builder().build())
                    .build()
                    .sslSocketFactory());
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    all.countDown();
                    all.await();
                    return new MockResponse.Builder().body(body.clone()).build();
                }
            });
            server.start(InetAddress.getLoopbackAddress(), 0);

            assertThat(crowd(28, polls, "https://HOST:%d/feed".formatted(server.getPort())))
                    .isEqualTo("12 of 12 documents came whole.");
            assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
        }
    }

    private static String crowd(int heap, int polls, String url) throws IOException, InterruptedException {
        return Child.run(heap, Crowd.class, Integer.toString(polls), url);
    }

    private static void accept(ServerSocket server, CountDownLatch all) {
        var document = document(SIZE);
        try {
            while (true) {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client, document, all));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    /// Nobody is served before all are there.
    private static void serve(Socket client, byte[] document, CountDownLatch all) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            while (!in.readLine().isEmpty()) {}
            all.countDown();
            all.await(1, TimeUnit.MINUTES);
            var out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                    .formatted(document.length)
                    .getBytes(US_ASCII));
            out.write(document);
        } catch (IOException | InterruptedException e) {
            // The crowd counts what came whole.
        }
    }

    private static byte[] document(int size) {
        var document = new byte[size];
        Arrays.fill(document, (byte) 'x');
        return document;
    }
}
