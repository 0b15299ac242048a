package dev.orrery.bench.serve;

import dev.orrery.local.EmbeddedKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Debian's nginx with one worker and one page, with the headers that the publisher sends: the best that a
/// file server does with the same bytes.
final class Nginx implements AutoCloseable {
    private static final List<String> OWN = List.of(
            ":status",
            "content-length",
            "content-type",
            "date",
            "etag",
            "last-modified",
            "accept-ranges",
            "connection");

    @SuppressWarnings("InlineFormatString") // It is a file.
    private static final String CONFIGURATION = """
            worker_processes 1; daemon off; pid %1$s/pid; error_log %1$s/error.log;
            events { worker_connections 4096; }
            http {
              access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000;
              open_file_cache max=10 inactive=60s;
              client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
              uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
              server {
                listen 127.0.0.1:%2$d; root %1$s/www;
                location / { types { } default_type "text/html; charset=utf-8"; %3$s }
              }
            }
            """;

    private final Process process;
    private final Server server;

    private Nginx(Process process, Server server) {
        this.process = process;
        this.server = server;
    }

    /// @param page as the publisher answers it
    static Nginx start(Path scratch, HttpResponse<byte[]> page) throws IOException, InterruptedException {
        var folder = Files.createDirectories(scratch.resolve("nginx"));
        Files.createDirectories(folder.resolve("www"));
        // Its worker is another user.
        for (var open : List.of(scratch, folder)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.write(folder.resolve("www/page"), page.body());
        int port = EmbeddedKafka.freePorts(1)[0];
        var headers = page.headers().map().entrySet().stream()
                .filter(header -> !OWN.contains(header.getKey()))
                .map(header -> "add_header %s \"%s\";"
                        .formatted(header.getKey(), header.getValue().getFirst().replace("\"", "\\\"")))
                .collect(Collectors.joining(" "));
        var file = folder.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(folder, port, headers));
        var process = new ProcessBuilder(
                        "nginx",
                        "-c",
                        file.toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        var uri = java.net.URI.create("http://127.0.0.1:%d/page".formatted(port));
        for (int i = 0; i < 50 && process.isAlive(); i++) {
            try {
                return new Nginx(process, Server.of("nginx", uri, process.pid()));
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        process.destroy();
        throw new IOException("nginx does not start; see " + folder);
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
