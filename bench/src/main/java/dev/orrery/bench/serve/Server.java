package dev.orrery.bench.serve;

import dev.orrery.bench.rounds.Cpu;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// A process that serves a page, with its children.
///
/// @param etag of the page as gzip
@SuppressWarnings("ArrayRecordComponent")
record Server(String name, URI page, ProcessHandle process, String etag, byte[] gzip) {
    static Server of(String name, URI page, long pid) throws IOException, InterruptedException {
        var answer = ask(page);
        var etag = answer.headers().firstValue("etag").orElseThrow(() -> new IOException(name + " gives no ETag"));
        return new Server(name, page, ProcessHandle.of(pid).orElseThrow(), etag, answer.body());
    }

    static HttpResponse<byte[]> ask(URI page) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(page).header("Accept-Encoding", "gzip");
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("%s answers %d".formatted(page, answer.statusCode()));
            }
            return answer;
        }
    }

    Duration cpu() {
        return Cpu.of(pids());
    }

    /// Every thread to these cores and no others.
    void pin(String cores) throws IOException, InterruptedException {
        for (long pid : pids()) {
            new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private List<Long> pids() {
        var own = java.util.stream.Stream.of(process);
        return java.util.stream.Stream.concat(own, process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }
}
