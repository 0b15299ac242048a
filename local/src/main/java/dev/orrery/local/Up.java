package dev.orrery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./orrery up`: everything on this machine, in the foreground, until Ctrl-C.
@Command(
        name = "up",
        description = "Runs everything on this machine until Ctrl-C.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Up implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// In the place of a sentence about what went wrong.
    private static final String STOPPED = "";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|DIR",
            description = "A planet file, or a folder of them. Without: the sample planet.")
    @Nullable
    Path planets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Without: `orrery` in your state directory.")
    @Nullable
    Path data;

    @Option(names = "--fresh", description = "Empty the data folder first.")
    boolean fresh;

    @Option(
            names = "--base-port",
            paramLabel = "N",
            description = "Publisher, fetcher, enricher, Kafka, MongoDB and the sample blogs on N, N+1, … N+5.")
    @Nullable
    Integer basePort;

    @Option(
            names = "--allow",
            paramLabel = "CIDR",
            description = "Let the fetcher reach a private range, for example 10.1.0.0/16. May be repeated.")
    List<String> allow = new ArrayList<>();

    private final Console console = new Console(System.out);

    @Override
    public Integer call() throws UserTrouble, IOException, InterruptedException {
        var home =
                Path.of(System.getProperty("orrery.home", ".")).toAbsolutePath().normalize();
        var ports = basePort == null ? Ports.DEFAULT : Ports.from(basePort);
        var files = PlanetFiles.read(
                        planets == null ? home.resolve("planets/sample.yaml") : planets, ports.sampleAddress())
                .requireValid();
        for (var range : allow) {
            Cidrs.require(range);
        }
        var folder = DataFolder.open(data == null ? DataFolder.byDefault() : data);
        var services = new Services(home, folder, ports, files.path(), allow, Map.of());
        services.requireBuilt();
        ports.requireFree();
        if (fresh) {
            folder.empty();
        }
        Logs.to(folder.logs().resolve("stores.log"));
        return run(services, home.resolve("planets/sample"), files);
    }

    private int run(Services services, Path samples, PlanetFiles files) throws IOException, InterruptedException {
        console.say("Starting Kafka, MongoDB, the fetcher, the enricher and the publisher.");
        var instance = Instance.start(services, samples, console);
        var end = new CompletableFuture<String>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(instance, end), "stop"));
        instance.givenUp().thenAccept(end::complete);
        announce(services, files, end);
        var sentence = end.join();
        if (sentence.equals(STOPPED)) {
            return 0;
        }
        console.say("orrery: " + sentence);
        return Main.TROUBLE;
    }

    /// Ctrl-C, or a service that was given up.
    private void stop(Instance instance, CompletableFuture<String> end) {
        end.complete(STOPPED);
        console.say("");
        console.say("Stopping.");
        instance.close();
        console.say("Stopped. What was gathered is kept for the next start.");
    }

    private void announce(Services services, PlanetFiles files, CompletableFuture<String> end)
            throws InterruptedException {
        var readiness = new Readiness(services.ports());
        var waiting = readiness.waitingFor(files.slugs());
        for (long left = PATIENCE.dividedBy(LOOK_EVERY); waiting != null && left > 0 && !end.isDone(); left--) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            waiting = readiness.waitingFor(files.slugs());
        }
        if (end.isDone()) {
            return;
        }
        if (waiting != null) {
            console.say("Still waiting for %s; going on meanwhile.".formatted(waiting));
        }
        whatIsWhere(services, files);
    }

    private void whatIsWhere(Services services, PlanetFiles files) {
        var ports = services.ports();
        var web = "http://localhost:%d/".formatted(ports.publisher());
        console.say("");
        for (var slug : files.slugs()) {
            console.say("  Planet   %s%s/".formatted(web, slug));
            console.say("  Feeds    %s%s/atom.xml  rss20.xml  opml.xml".formatted(web, slug));
        }
        console.say("  Files    %s (a saved change is live in seconds)".formatted(files.path()));
        console.say("  Kafka    localhost:%d  (topics orrery.*)".formatted(ports.kafka()));
        console.say("  MongoDB  %s".formatted(services.mongodb()));
        console.say("  Data     %s".formatted(services.data().root()));
        console.say("  Logs     %s".formatted(services.data().root().resolve("logs")));
        console.say("");
        console.say("Ctrl-C stops everything.");
        console.say("Ready: " + web);
    }
}
