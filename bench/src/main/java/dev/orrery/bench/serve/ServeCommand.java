package dev.orrery.bench.serve;

import com.mongodb.client.MongoClients;
import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.Scratch;
import dev.orrery.bench.Table;
import dev.orrery.bench.enrich.EnrichCommand;
import dev.orrery.bench.enrich.History;
import dev.orrery.bench.rounds.Cpu;
import dev.orrery.bench.rounds.Memory;
import dev.orrery.bench.rounds.PackagedService;
import dev.orrery.bench.rounds.Servers;
import dev.orrery.enricher.store.Generation;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.events.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The packaged publisher and nginx in turns, asked for the same bytes by wrk.
@Command(
        name = "serve",
        description = "CPU of the publisher for an answer, beside nginx; for a rendering; its start and memory.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /// For the first page: what is measured is no more exact than that.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /// For what is not measured.
    private static final Duration BETWEEN_WAITS = Duration.ofMillis(200);

    /// Longer than the JVM waits before it gives back what its start needed.
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(15);

    private static final Pattern SEARCHABLE = Pattern.compile("\"searchable in percent\"\\s*:\\s*100\\b");

    private static final int FEEDS_A_PLANET = 10;
    private static final double LEAST_OF_200 = 0.85;
    private static final double LEAST_OF_304 = 0.8;
    private static final double MOST_SECONDS = 2;
    private static final double MOST_MIB = 130;

    @Option(names = "--planets", description = "How many there are (${DEFAULT-VALUE}).")
    int planets = 100;

    @Option(names = "--posts", description = "Posts of each (${DEFAULT-VALUE}).")
    int posts = 60;

    @Option(names = "--entry-bytes", description = "HTML in a post, in the mean (${DEFAULT-VALUE}).")
    int bytes = 1_000;

    @Option(names = "--rounds", description = "In which both are asked in turn (${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(names = "--seconds", description = "For which each is asked (${DEFAULT-VALUE}).")
    int seconds = 4;

    @Option(names = "--warm-up", description = "Seconds for which the publisher is asked first (${DEFAULT-VALUE}).")
    int warmUp = 20;

    @Option(names = "--connections", description = "That wrk keeps (${DEFAULT-VALUE}).")
    int connections = 64;

    @Option(
            names = "--jvm",
            split = " ",
            description = "Flags of the publisher's JVM besides those of publisher/java.args (${DEFAULT-VALUE}).")
    List<String> jvm = List.of("-Xmx96m");

    @Option(names = "--markdown", description = "Print tables as Markdown.")
    boolean markdown;

    private boolean allMet = true;

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        return Scratch.with(this::run);
    }

    private int run(Path folder) throws Exception {
        try (var servers = Servers.start(folder, "-Xmx1g")) {
            fill(folder, servers);
            serve(folder, servers.environment());
            System.out.println();
            System.out.println(
                    RenderCost.of(servers.mongo().ready(), History.slug(0)).text(markdown));
        }
        return allMet ? 0 : 1;
    }

    private void fill(Path folder, Servers servers) throws Exception {
        int entries = planets * posts;
        System.err.printf("%,d posts of %,d planets%n", entries, planets);
        var kafka = servers.kafka().ready();
        TopicSetup.ensure(kafka);
        new History(entries, planets, planets * FEEDS_A_PLANET, bytes).produce(kafka);
        try (var _ = PackagedService.start(home(), "enricher", folder, List.of("-Xmx256m"), servers.environment());
                var client = MongoClients.create(servers.mongo().ready())) {
            var positions = new MongoPositions(Generation.first(client.getDatabase("orrery")));
            await(() -> EnrichCommand.handled(positions) >= entries, "The enricher does not get done.");
        }
    }

    private void serve(Path folder, Map<String, String> environment) throws Exception {
        var complete = new TreeMap<>(environment);
        complete.put("ORRERY_PUBLIC_URL", "http://localhost/");
        complete.put("ORRERY_SEARCH_FOLDER", folder.resolve("index").toString());
        var idle = new Table("publisher", "is", "goal");
        long start = System.nanoTime();
        try (var service = publisher(folder, complete)) {
            double wall = (System.nanoTime() - start) / 1e9;
            var cpu = Cpu.of(service.pid());
            goal(idle, "s from start to first page", wall, MOST_SECONDS);
            idle.row("CPU s for that", "%.2f".formatted(cpu.toMillis() / 1e3), "");
            awaitIdle(service);
            idle.row("MiB resident, idle, its index just built", "%.0f".formatted(Memory.rss(service.pid())), "");
            var publisher = Server.of("publisher", service.uri(page()), service.pid());
            try (var nginx = Nginx.start(folder, Server.ask(publisher.page()))) {
                compare(nginx.server(), publisher);
            }
            idle.row("MiB resident, afterwards", "%.0f".formatted(Memory.rss(service.pid())), "");
        }
        try (var service = publisher(folder, complete)) {
            awaitIdle(service);
            goal(idle, "MiB resident, idle, started again", Memory.rss(service.pid()), MOST_MIB);
            idle.row("MiB of it private and dirty", "%.0f".formatted(Memory.dirty(service.pid())), "");
            complete.put("ORRERY_SEARCH_FOLDER", folder.resolve("second-index").toString());
            try (var second = publisher(folder, complete)) {
                awaitIdle(second);
                idle.row("MiB PSS beside a second publisher", "%.0f".formatted(Memory.pss(service.pid())), "");
            }
        }
        System.out.println(idle.text(markdown));
    }

    /// Returns when the first page has been seen.
    private PackagedService publisher(Path folder, Map<String, String> environment) throws Exception {
        var flags = PackagedService.publisherFlags(home(), jvm);
        return PackagedService.start(home(), "publisher", folder, flags, environment, page(), BETWEEN_LOOKS);
    }

    private static void awaitIdle(PackagedService service) throws Exception {
        await(
                () -> SEARCHABLE.matcher(service.text("/q/health/ready")).find(),
                "The search index does not get complete.");
        Thread.sleep(UNTIL_IDLE);
    }

    private static void await(Callable<Boolean> condition, String otherwise) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise);
            }
            Thread.sleep(BETWEEN_WAITS);
        }
    }

    private static String page() {
        return "/" + History.slug(0) + "/";
    }

    private void compare(Server nginx, Server publisher) throws IOException, InterruptedException {
        nginx.pin("0");
        publisher.pin("0");
        new Wrk(connections, warmUp).at(publisher, gzip(publisher));
        new Wrk(connections, Math.max(1, warmUp / 2)).at(publisher, same(publisher));
        var shots = new TreeMap<String, List<Wrk.Shot>>();
        var wrk = new Wrk(connections, seconds);
        for (int round = 0; round < rounds; round++) {
            for (var server : List.of(nginx, publisher)) {
                add(shots, server.name() + 200, wrk.at(server, gzip(server)));
                add(shots, server.name() + 304, wrk.at(server, same(server)));
            }
        }
        var table = new Table("%,d bytes".formatted(publisher.gzip().length), "CPU µs", "requests/CPU s", "requests/s");
        for (var status : List.of("200", "304")) {
            for (var server : List.of(nginx, publisher)) {
                var own = shots.getOrDefault(server.name() + status, List.of());
                double micros = median(own, Wrk.Shot::micros);
                table.row(
                        status + ", " + server.name(),
                        "%.2f".formatted(micros),
                        "%,.0f".formatted(1e6 / micros),
                        "%,.0f".formatted(median(own, Wrk.Shot::perSecond)));
            }
        }
        var ratios = new Table("publisher per CPU second / nginx", "is", "goal");
        least(ratios, "200, gzip", ratio(shots, "200"), LEAST_OF_200);
        least(ratios, "304", ratio(shots, "304"), LEAST_OF_304);
        System.out.printf("%s%n%n%s%n%n", table.text(markdown), ratios.text(markdown));
    }

    private static double ratio(Map<String, List<Wrk.Shot>> shots, String status) {
        return median(shots.getOrDefault("nginx" + status, List.of()), Wrk.Shot::micros)
                / median(shots.getOrDefault("publisher" + status, List.of()), Wrk.Shot::micros);
    }

    private static void add(Map<String, List<Wrk.Shot>> shots, String name, Wrk.Shot shot) {
        shots.computeIfAbsent(name, _ -> new ArrayList<>()).add(shot);
    }

    private static double median(List<Wrk.Shot> shots, ToDoubleFunction<Wrk.Shot> value) {
        return shots.stream()
                .sorted(Comparator.comparingDouble(value))
                .skip(shots.size() / 2)
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<String> gzip(Server server) {
        return List.of("Accept-Encoding: gzip", "Host: " + server.page().getAuthority());
    }

    private static List<String> same(Server server) {
        var headers = new ArrayList<>(gzip(server));
        headers.add("If-None-Match: " + server.etag());
        return headers;
    }

    private void goal(Table table, String what, double is, double most) {
        allMet &= is <= most;
        table.row(what, "%.2f".formatted(is), "≤ %.0f %s".formatted(most, is <= most ? "✓" : "✗"));
    }

    private void least(Table table, String what, double is, double least) {
        allMet &= is >= least;
        table.row(what, "%.2f".formatted(is), "≥ %.2f %s".formatted(least, is >= least ? "✓" : "✗"));
    }

    private static Path home() {
        return Path.of(System.getProperty("orrery.home", "."));
    }
}
