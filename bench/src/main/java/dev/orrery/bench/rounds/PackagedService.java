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

/// A service as it is packaged, told by its environment alone.
public final class PackagedService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ServiceProcess process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private PackagedService(ServiceProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it works.
    ///
    /// @param home   the checkout
    /// @param name   of its module
    /// @param folder where its log goes
    public static PackagedService start(
            Path home, String name, Path folder, List<String> jvm, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(home, name, folder, jvm, environment, "/q/health/ready", BETWEEN_LOOKS);
    }

    /// As above, ready when it answers 200 at an address.
    ///
    /// @param between two questions for that
    public static PackagedService start(
            Path home,
            String name,
            Path folder,
            List<String> jvm,
            Map<String, String> environment,
            String address,
            Duration between)
            throws IOException, InterruptedException {
        int port = EmbeddedKafka.freePorts(1)[0];
        var complete = new TreeMap<>(environment);
        complete.put("ORRERY_PORT", Integer.toString(port));
        var command = new ArrayList<>(Jvm.command(jvm));
        var jar = jar(home, name);
        command.addAll(ServiceProcess.cachedClasses(jar));
        command.addAll(List.of("-jar", jar.toString()));
        var process = ServiceProcess.start(
                name, command, complete, folder.resolve(name + ".log"), line -> complain(name, line));
        var service = new PackagedService(process, port);
        service.awaitReady(service.uri(address), between);
        return service;
    }

    /// Those of the image's publisher, and more.
    public static List<String> publisherFlags(Path home, List<String> more) {
        var flags = new ArrayList<>(List.of("@" + home.resolve("publisher/java.args")));
        flags.addAll(more);
        return flags;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    /// What it answers, whatever the status.
    public String text(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public long pid() {
        return process.process().pid();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path jar(Path home, String name) throws IOException {
        var jar = home.resolve(name + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("The %s is not packaged: there is no %s".formatted(name, jar));
        }
        return jar;
    }

    private static void complain(String name, String line) {
        // That there is no planet file yet is meant so.
        if ((line.contains(" WARN ") || line.contains(" ERROR ")) && !line.contains("There is no planet file")) {
            System.err.println(name + ": " + line);
        }
    }

    private void awaitReady(URI address, Duration between) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(address)) {
            if (!process.process().isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("It does not get ready; its log says why.");
            }
            Thread.sleep(between);
        }
    }

    private boolean isReady(URI address) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
