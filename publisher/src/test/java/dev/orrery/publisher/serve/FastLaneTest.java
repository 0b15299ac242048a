package dev.orrery.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.Given;
import dev.orrery.publisher.RunningSite;
import dev.orrery.publisher.Store;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered before the router is the same that it would answer, in the order of the requests.
class FastLaneTest {
    private static final String HOST = "Host: planets.example\r\n";

    private final Store store = new Store();
    private final RunningSite site = new RunningSite(store, 0);
    private final Subscription ann = Given.subscription("Ann");
    private final Planet clocks = Given.planet("clocks", ann);
    private final Planet stars = Given.planet("stars", ann);

    @BeforeEach
    void fill() {
        store.put(clocks);
        store.put(stars);
        store.put(Given.feed(ann, State.OK, null));
        show("Gears", "2026-03-01T07:30:00Z");
    }

    @AfterEach
    void close() {
        site.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clocks/", "/clocks/atom.xml", "/", "/favicon.ico"})
    void theSameAnswerIsGivenWithoutTheRouter(String path) throws Exception {
        for (var coding : List.of("", "Accept-Encoding: gzip\r\n", "Accept-Encoding: br, gzip\r\n")) {
            try (var line = new Line()) {
                line.send(get(path, coding) + get(path, coding));
                var wordy = line.read();
                var long2 = line.read();
                int routed = site.routed();

                line.send(get(path, coding));
                var answer = line.read();
                line.send(get(
                        path,
                        coding + "If-None-Match: \"x\", W/" + answer.head().get("etag") + "\r\n"));
                var same = line.read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer).usingRecursiveComparison().isEqualTo(wordy).isEqualTo(long2);
                assertThat(same.status()).isEqualTo(304);
                assertThat(answer.head()).containsAllEntriesOf(same.head());
                assertThat(site.routed()).isEqualTo(routed);
            }
        }
    }

    @Test
    void whatIsAskedForInTheLongWayIsAnsweredInThat() throws Exception {
        try (var line = new Line()) {
            line.send(get("/clocks/", ""));
            var whole = line.read();
            for (var special : List.of(
                    "Range: bytes=0-9\r\n",
                    "If-Match: \"old\"\r\n",
                    "If-Unmodified-Since: Sun, 01 Mar 2020 07:30:00 GMT\r\n",
                    "Content-Length: 0\r\n")) {
                int routed = site.routed();
                line.send(get("/clocks/", special));
                line.read();
                assertThat(site.routed()).as(special).isEqualTo(routed + 1);
            }
            line.send("HEAD /clocks/ HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(line.readHead().head()).isEqualTo(whole.head());
            line.send(get("/clocks/", "Connection: close\r\n"));
            assertThat(line.read().body()).isEqualTo(whole.body());
            assertThat(line.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void answersComeInTheOrderOfTheirRequests() throws Exception {
        try (var line = new Line()) {
            line.send(get("/clocks/", ""));
            line.read();
            var all = new StringBuilder();
            var wanted = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                // Kept; not there; not made yet; not kept; kept.
                for (var path : List.of("/clocks/", "/clocks/nope", "/stars/tag/t" + i + "/", "/status", "/clocks/")) {
                    all.append(get(path, ""));
                    wanted.add(path);
                }
            }
            line.send(all.toString());

            for (var path : wanted) {
                var answer = line.read();
                switch (path) {
                    case "/clocks/" -> assertThat(answer.text()).contains("Gears");
                    case "/status" -> assertThat(answer.text()).startsWith("{\"ready\"");
                    default -> assertThat(answer.status()).as(path).isEqualTo(404);
                }
            }
        }
    }

    @Test
    void aBodyThatNobodyWantsIsNoRequest() throws Exception {
        try (var line = new Line()) {
            var body = get("/stars/", "");
            line.send(get("/clocks/", "")
                    + "POST /clocks/ HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n%s".formatted(HOST, body.length(), body)
                    + get("/clocks/", ""));

            assertThat(List.of(
                            line.read().status(),
                            line.read().status(),
                            line.read().status()))
                    .containsExactly(200, 405, 200);
            line.send(get("/clocks/", ""));
            assertThat(line.read().text()).contains("Gears");
        }
    }

    @Test
    void aChangeIsSeenOnTheSameConnection() throws Exception {
        try (var line = new Line()) {
            line.send(get("/clocks/", "").repeat(2));
            line.read();
            var before = line.read();

            site.pass(Duration.ofSeconds(2));
            show("Springs", "2026-03-02T07:30:00Z");
            site.changes().planet("clocks");
            line.send(get("/clocks/", "If-None-Match: " + before.head().get("etag") + "\r\n")
                    .repeat(2));

            for (int i = 0; i < 2; i++) {
                var after = line.read();
                assertThat(after.text()).contains("Springs");
                assertThat(after.head().get("date")).isEqualTo("Wed, 01 Apr 2026 12:00:02 GMT");
            }

            store.database().getCollection("planets").deleteOne(new Document("_id", "clocks"));
            site.pass(Duration.ofSeconds(2));
            site.changes().definition("clocks");
            line.send(get("/clocks/", ""));
            assertThat(line.read().status()).isEqualTo(404);
        }
    }

    @Test
    void whoAsksFasterThanTheyReadWaitsAndLosesNothing() throws Exception {
        int many = 1_000;
        // More than what the server's machine takes for it unasked.
        var wordy = get("/clocks/", "User-Agent: %s\r\n".formatted("a".repeat(1_000)));
        try (var line = new Line()) {
            line.send(get("/clocks/", ""));
            int length = line.read().body().length;
            var asking = Thread.startVirtualThread(() -> line.send(wordy.repeat(many)));

            for (int i = 0; i < many; i++) {
                assertThat(line.read().body()).hasSize(length);
            }
            asking.join();
        }
    }

    private void show(String title, String published) {
        store.show(clocks, ann, Given.entry(ann, title, published).get());
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Reply(int status, Map<String, String> head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// One connection.
    private final class Line implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Line() throws IOException {
            socket = new Socket("localhost", site.uri("/").getPort());
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
        }

        void send(String requests) {
            try {
                socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Reply read() throws IOException {
            var head = readHead();
            var length = head.head().get("content-length");
            return new Reply(head.status(), head.head(), in.readNBytes(length == null ? 0 : Integer.parseInt(length)));
        }

        Reply readHead() throws IOException {
            int status = Integer.parseInt(readLine().split(" ", 3)[1]);
            var head = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            for (var line = readLine(); !line.isEmpty(); line = readLine()) {
                head.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
            return new Reply(status, head, new byte[0]);
        }

        boolean isAtItsEnd() throws IOException {
            return in.read() < 0;
        }

        private String readLine() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection ended");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
