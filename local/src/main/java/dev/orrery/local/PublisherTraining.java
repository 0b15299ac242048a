package dev.orrery.local;

import dev.orrery.local.Services.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
import java.util.concurrent.TimeUnit;

/// Runs a packaged publisher over the sample planet and asks it what readers ask, so that Java can write down which
/// classes that takes (JEP 483 and 514). Run by `publisher/aot-cache`.
final class PublisherTraining {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            // How often what ran helps a compiler that is told to wait little, and makes the cache a tenth larger.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");
    private static final List<String> ASKED =
            List.of("", "titles", "atom.xml", "rss20.xml", "feed.json", "opml.xml", "search?q=the", "health");
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// All that begins after the first pages has begun by then.
    private static final Duration FOR = Duration.ofSeconds(6);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Services services;
    private final Path folder;

    private PublisherTraining(Services services, Path folder) {
        this.services = services;
        this.folder = folder;
    }

    /// @param arguments the folder in which the packaged publisher is, the file to make, and a folder to work in
    public static void main(String[] arguments) throws Exception {
        Logs.quiet();
        var home = Path.of(System.getProperty("orrery.home"));
        var folder = Path.of(arguments[2]);
        var planets = home.resolve("planets/sample.yaml");
        var ports = EmbeddedKafka.freePorts(6);
        var services = new Services(
                home,
                DataFolder.open(folder),
                new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]),
                planets,
                List.of(),
                Map.of());
        services.requireBuilt();
        var silent = new Console(new PrintStream(OutputStream.nullOutputStream()));
        try (var _ = Instance.start(services, home.resolve("planets/sample"), silent)) {
            var readiness = new Readiness(services.ports());
            await("the sample planet", () -> readiness.waitingFor(List.of("sample")) == null);
            new PublisherTraining(services, folder).run(Path.of(arguments[0]), Path.of(arguments[1]));
        }
        // Kafka's threads would go on.
        System.exit(0);
    }

    private void run(Path app, Path cache) throws Exception {
        int port = EmbeddedKafka.freePorts(1)[0];
        var environment = new TreeMap<>(services.environment(Service.PUBLISHER));
        environment.put("ORRERY_PORT", Integer.toString(port));
        environment.put("ORRERY_SEARCH_FOLDER", folder.resolve("training").toString());
        try (var publisher = ServiceProcess.start(
                "publisher", command(app, cache), environment, folder.resolve("training.log"), _ -> {})) {
            var site = URI.create("http://localhost:%d/sample/".formatted(port));
            await("the publisher", () -> ask(site));
            long end = System.nanoTime() + FOR.toNanos();
            while (System.nanoTime() < end) {
                for (var page : ASKED) {
                    ask(site.resolve(page));
                }
                Thread.sleep(LOOK_EVERY);
            }
            // Only an orderly end writes the file, and takes its time. By the handle, since the process itself would
            // lose the pipes to us, into which that is told.
            publisher.process().toHandle().destroy();
            publisher.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        if (!Files.exists(cache)) {
            throw new IOException("Java wrote no cache: " + Files.readString(folder.resolve("training.log")));
        }
    }

    private static List<String> command(Path app, Path cache) {
        var command = new ArrayList<>(List.of(Services.javaProgram()));
        command.addAll(JVM);
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(List.of("-jar", app.resolve("quarkus-run.jar").toString()));
        return command;
    }

    private boolean ask(URI page) throws InterruptedException {
        var request = HttpRequest.newBuilder(page)
                .header("Accept-Encoding", "gzip")
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(String what, Look look) throws IOException, InterruptedException {
        for (long left = PATIENCE.dividedBy(LOOK_EVERY); !look.isThere(); left--) {
            if (left == 0) {
                throw new IOException("Waited in vain for " + what);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private interface Look {
        boolean isThere() throws InterruptedException;
    }
}
