package dev.orrery.publisher.audience;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.EventCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A page that listens: a reader of server-sent events, written from the specification.
final class OpenPage implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Socket socket;
    private final List<String> head = new ArrayList<>();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> retries = new LinkedBlockingQueue<>();

    /// @param id of the event, sticky as the specification wants it
    record Heard(String id, JsonNode data) {
        List<String> entries(String field) {
            var entries = new ArrayList<String>();
            data.path(field)
                    .forEach(one -> entries.add(one.isArray() ? one.get(0).asText() : one.asText()));
            return entries;
        }
    }

    OpenPage(URI address, String... headers) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        var request = new StringBuilder("GET " + address.getRawPath()
                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()) + " HTTP/1.0\r\nHost: x\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.add(line);
        }
        Thread.ofVirtual().start(() -> read(in));
    }

    /// The status line and the headers.
    List<String> head() {
        return head;
    }

    Heard next() throws InterruptedException {
        return present(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /// Whatever it has not looked at yet.
    List<Heard> rest() {
        var rest = new ArrayList<Heard>();
        heard.drainTo(rest);
        return rest;
    }

    String comment() throws InterruptedException {
        return present(comments.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    String retry() throws InterruptedException {
        return present(retries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read(BufferedReader in) {
        var id = "";
        var data = new StringBuilder();
        try {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        heard.add(new Heard(id, EventCodec.json().readTree(data.toString())));
                        data.setLength(0);
                    }
                } else if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length()));
                } else if (line.startsWith("retry: ")) {
                    retries.add(line.substring("retry: ".length()));
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static <T> T present(T value) {
        if (value == null) {
            throw new AssertionError("nothing was heard for " + PATIENCE_SECONDS + " seconds");
        }
        return value;
    }
}
