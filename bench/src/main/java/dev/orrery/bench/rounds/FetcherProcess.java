package dev.orrery.bench.rounds;

import dev.orrery.local.EmbeddedKafka;
import dev.orrery.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fetcher as it is packaged, told by its environment alone.
final class FetcherProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ServiceProcess process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private FetcherProcess(ServiceProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it works.
    ///
    /// @param home   the checkout
    /// @param folder where its log goes
    static FetcherProcess start(Path home, Path folder, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port = EmbeddedKafka.freePorts(1)[0];
        var complete = new TreeMap<>(environment);
        complete.put("ORRERY_PORT", Integer.toString(port));
        var command = new ArrayList<>(Jvm.command(jvm));
        command.addAll(List.of("-jar", jar(home).toString()));
        var process = ServiceProcess.start(
                "fetcher", command, complete, folder.resolve("fetcher.log"), FetcherProcess::complain);
        var fetcher = new FetcherProcess(process, port);
        fetcher.awaitReady();
        return fetcher;
    }

    long pid() {
        return process.process().pid();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path jar(Path home) throws IOException {
        var jar = home.resolve("fetcher/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("The fetcher is not packaged: there is no " + jar);
        }
        return jar;
    }

    private static void complain(String line) {
        // That there is no planet file yet is meant so.
        if ((line.contains(" WARN ") || line.contains(" ERROR ")) && !line.contains("There is no planet file")) {
            System.err.println("fetcher: " + line);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.process().isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("The fetcher does not get ready; its log says why.");
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(port)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
