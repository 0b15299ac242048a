package dev.orrery.fetcher.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Servers of every kind that harms who asks them, each at a port of its own.
final class HostileServers implements AutoCloseable {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final List<ServerSocket> open = new ArrayList<>();
    private final Map<String, Answer> kinds = new LinkedHashMap<>();

    /// What one says, and then hangs up.
    @FunctionalInterface
    interface Answer {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    HostileServers() throws IOException {
        bombs();
        endless();
        slow();
        liars();
    }

    Set<String> kinds() {
        return kinds.keySet();
    }

    /// @return its port
    int open(String kind) throws IOException {
        return serve(Objects.requireNonNull(kinds.get(kind)));
    }

    /// @return its port
    int good() throws IOException {
        return serve(out -> say(out, OK + "Content-Length: 6\r\nConnection: close\r\n\r\n<rss/>"));
    }

    @Override
    public void close() throws IOException {
        for (var server : open) {
            server.close();
        }
    }

    private void bombs() throws IOException {
        var gzip = gibibyte();
        byte[] brotli;
        try (var file = HostileServers.class.getResourceAsStream("gibibyte-of-zeros.br")) {
            brotli = Objects.requireNonNull(file).readAllBytes();
        }
        kinds.put("gzip bomb", out -> coded(out, "gzip", gzip));
        kinds.put("brotli bomb", out -> coded(out, "br", brotli));
    }

    private void endless() {
        kinds.put(
                "endless redirect",
                out -> say(out, "HTTP/1.1 302 Found\r\nLocation: /on\r\nContent-Length: 0\r\n\r\n"));
        kinds.put("endless chunks", out -> {
            say(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            forEver(out, "1000\r\n" + "x".repeat(0x1000) + "\r\n");
        });
        kinds.put("endless chunk size", out -> {
            say(out, OK + "Transfer-Encoding: chunked\r\n\r\n5;");
            forEver(out, "extension".repeat(1_000));
        });
        kinds.put("endless headers", out -> {
            say(out, OK);
            forEver(out, "X-More: there is more to come\r\n".repeat(100));
        });
        kinds.put("endless header line", out -> {
            say(out, OK + "X-More: ");
            forEver(out, "and more ".repeat(1_000));
        });
    }

    private void slow() {
        kinds.put("endless early hints", out -> drip(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 50));
        kinds.put("drip", out -> {
            say(out, OK + "Content-Length: 1000000\r\n\r\n");
            drip(out, " ", 300);
        });
        kinds.put("drip of headers", out -> {
            say(out, OK);
            drip(out, "X-More: slowly\r\n", 300);
        });
        kinds.put("silence", out -> Thread.sleep(60_000));
    }

    private void liars() {
        kinds.put("promises more", out -> say(out, OK + "Content-Length: 1000000\r\n\r\n<rss>"));
        kinds.put("promises less", out -> say(out, OK + "Content-Length: 5\r\n\r\n<rss></rss> and more"));
        kinds.put("promises nonsense", out -> say(out, OK + "Content-Length: -5\r\n\r\n<rss></rss>"));
        kinds.put("closes early", out -> say(out, OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n"));
        kinds.put("closes at once", out -> {});
        kinds.put("no HTTP", out -> say(out, "220 mail.example ESMTP ready\r\n"));
    }

    private int serve(Answer answer) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        synchronized (open) {
            open.add(server);
        }
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    var client = server.accept();
                    Thread.startVirtualThread(() -> answer(client, answer));
                }
            } catch (IOException e) {
                // It is closed.
            }
        });
        return server.getLocalPort();
    }

    private static void answer(Socket client, Answer answer) {
        try (client) {
            client.getInputStream().read(new byte[1 << 12]);
            answer.to(client.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The client has seen enough.
        }
    }

    private static void coded(OutputStream out, String coding, byte[] body) throws IOException {
        say(out, OK + "Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n".formatted(coding, body.length));
        out.write(body);
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    private static void forEver(OutputStream out, String text) throws IOException {
        while (true) {
            say(out, text);
        }
    }

    private static void drip(OutputStream out, String text, int millis) throws IOException, InterruptedException {
        while (true) {
            say(out, text);
            Thread.sleep(millis);
        }
    }

    /// Of many members (RFC 1952 section 2.2), so that it is made quickly.
    private static byte[] gibibyte() throws IOException {
        var member = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(member)) {
            gzip.write(new byte[8 << 20]);
        }
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 128; i++) {
            member.writeTo(all);
        }
        return all.toByteArray();
    }
}
