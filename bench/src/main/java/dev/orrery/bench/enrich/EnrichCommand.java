package dev.orrery.bench.enrich;

import com.mongodb.client.MongoClients;
import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.Scratch;
import dev.orrery.bench.Table;
import dev.orrery.bench.rounds.Child;
import dev.orrery.bench.rounds.Cpu;
import dev.orrery.bench.rounds.PackagedService;
import dev.orrery.bench.rounds.Profile;
import dev.orrery.bench.rounds.Servers;
import dev.orrery.enricher.store.Generation;
import dev.orrery.enricher.store.MongoPositions;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import dev.orrery.publisher.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A history through the packaged enricher, then the same posts through its parts alone.
@Command(
        name = "enrich",
        description = "CPU of the whole enricher for an entry, beside its parts alone, and whether it grows.",
        mixinStandardHelpOptions = true)
public final class EnrichCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LOOKS = 25;
    private static final double LEAST_RATIO = 0.7;

    /// 3,500 entries a second of CPU, where the budget is 259 µs for each, which it was when that goal was set.
    private static final double MOST_OF_BUDGET = 1e6 / 3_500 / 259;

    private static final double MOST_GROWTH = 1.2;
    private static final double MOST_MILLIS = 60;

    @Option(names = "--entries", description = "Posts in the history (${DEFAULT-VALUE}).")
    int entries = 100_000;

    @Option(names = "--planets", description = "Planets that carry them, one each (${DEFAULT-VALUE}).")
    int planets = 100;

    @Option(names = "--feeds", description = "Feeds that they come from (${DEFAULT-VALUE}).")
    int feeds = 1_000;

    @Option(names = "--entry-bytes", description = "HTML in a post, in the mean (${DEFAULT-VALUE}).")
    int bytes = 6_000;

    @Option(names = "--parts", description = "Posts that the parts are measured with (${DEFAULT-VALUE}).")
    int parts = 10_000;

    @Option(
            names = "--jvm",
            split = " ",
            description = "Flags of the enricher's and the parts' JVM (${DEFAULT-VALUE}).")
    List<String> jvm = List.of("-Xmx256m");

    @Option(names = "--profile", description = "Say where the time of the second half went, by methods and threads.")
    boolean profile;

    @Option(names = "--markdown", description = "Print tables as Markdown.")
    boolean markdown;

    /// @param handled records of raw entries by then
    private record Look(long handled, Duration enricher, Duration kafka, Duration mongo, long nanos) {}

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        return Scratch.with(this::run);
    }

    private int run(Path folder) throws Exception {
        try (var servers = Servers.start(folder, "-Xmx1g")) {
            System.err.printf("%,d posts of %,d planets%n", entries, planets);
            var kafka = servers.kafka().ready();
            TopicSetup.ensure(kafka);
            new History(entries, planets, feeds, bytes).produce(kafka);
            var looks = enrich(folder, servers);
            double query = newest(servers.mongo().ready() + "orrery");
            System.err.println("A replay of them");
            double replay = replay(folder, servers);
            System.err.println("The parts alone");
            return report(looks, query, replay, partsOf(folder, servers));
        }
    }

    private List<Look> enrich(Path folder, Servers servers) throws Exception {
        var kafka = servers.kafka();
        var mongo = servers.mongo();
        var looks = new ArrayList<Look>();
        try (var service = PackagedService.start(home(), "enricher", folder, jvm, servers.environment());
                var client = MongoClients.create(mongo.ready())) {
            var positions = new MongoPositions(Generation.first(client.getDatabase("orrery")));
            long end = System.nanoTime() + PATIENCE.toNanos();
            long handled = 0;
            @Nullable Profile profiling = null;
            while (handled < entries) {
                if (System.nanoTime() > end) {
                    throw new IOException("The enricher has handled %,d of %,d posts.".formatted(handled, entries));
                }
                Thread.sleep(BETWEEN_LOOKS);
                handled = handled(positions);
                looks.add(new Look(
                        handled, Cpu.of(service.pid()), Cpu.of(kafka.pid()), Cpu.of(mongo.pid()), System.nanoTime()));
                if (profile && profiling == null && handled >= entries / 2) {
                    profiling = Profile.start(service.pid());
                }
            }
            if (profiling != null) {
                System.out.println(profiling.report("second half", "posts", entries - entries / 2));
            }
        }
        return looks;
    }

    /// How many raw entries the enricher is done with.
    public static long handled(MongoPositions positions) {
        return positions.load().entrySet().stream()
                .filter(position -> position.getKey().topic().equals(Topics.RAW_ENTRIES.name()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Milliseconds until a planet's edition is read as the publisher reads it; the median of all planets.
    private double newest(String mongodb) {
        try (var client = MongoClients.create(mongodb)) {
            var library = new Library(client.getDatabase("orrery"), "https://planets.example/");
            var times = new ArrayList<Double>();
            int posts = 0;
            for (int round = 0; round < 2; round++) {
                times.clear();
                for (int planet = 0; planet < Math.min(planets, LOOKS); planet++) {
                    long start = System.nanoTime();
                    posts += library.edition(History.slug(planet), _ -> {})
                            .orElseThrow()
                            .posts()
                            .size();
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
            if (posts == 0) {
                throw new IllegalStateException("no planet shows a post");
            }
            times.sort(Comparator.naturalOrder());
            return times.get(times.size() / 2);
        }
    }

    /// Microseconds for a post, of the last fifth.
    private double replay(Path folder, Servers servers) throws IOException {
        var arguments = List.of(
                "enrich-replay",
                servers.kafka().ready(),
                servers.mongo().ready() + "orrery",
                Integer.toString(entries / 5));
        try (var child = Child.start(folder, jvm, arguments)) {
            return Double.parseDouble(child.ask("rebuild"));
        }
    }

    private List<Part> partsOf(Path folder, Servers servers) throws IOException {
        var arguments =
                List.of("enrich-parts", servers.kafka().ready(), servers.mongo().ready(), Integer.toString(parts));
        var roomy = List.of("-Xmx1g");
        try (var child = Child.start(folder, roomy, arguments)) {
            var measured = new ArrayList<Part>();
            for (var part : child.ask("measure").split(";", -1)) {
                int equals = part.indexOf('=');
                measured.add(new Part(part.substring(0, equals), Double.parseDouble(part.substring(equals + 1))));
            }
            return measured;
        }
    }

    private record Part(String name, double micros) {}

    private int report(List<Look> looks, double query, double replay, List<Part> parts) {
        var slices =
                new Table("posts handled", "enricher µs", "entries/s of CPU", "Kafka µs", "MongoDB µs", "entries/s");
        long tenth = entries / 10;
        for (int i = 0; i < 10; i++) {
            row(slices, at(looks, i * tenth), at(looks, (i + 1) * tenth));
        }
        double early = micros(at(looks, 3 * tenth), at(looks, 5 * tenth));
        double late = micros(at(looks, 8 * tenth), looks.getLast());
        double sum = sum(parts, part -> !PartsCommand.NOT_OURS.contains(part.name()));
        double budget = sum(parts, part -> PartsCommand.BUDGET.contains(part.name()));
        var steps = new Table("part", "µs an entry");
        parts.forEach(part -> steps.row(part.name(), "%.1f".formatted(part.micros())));
        steps.row("sum of our parts", "%.1f".formatted(sum));
        steps.row("sum of the budget", "%.1f".formatted(budget));
        steps.row("enricher, last fifth", "%.1f".formatted(late));
        steps.row("replay, last fifth", "%.1f".formatted(replay));
        System.out.printf("%n%s%n%n%s%n%n", slices.text(markdown), steps.text(markdown));
        boolean good = goal("parts / enricher", sum / late, LEAST_RATIO, true);
        System.out.printf("entries a second of CPU: %,.0f, on replay %,.0f%n", 1e6 / late, 1e6 / replay);
        System.out.printf("enricher / budget: %.2f%n", late / budget);
        good &= goal("replay / budget", replay / budget, MOST_OF_BUDGET, false);
        good &= goal("last fifth / fourth and fifth tenth", late / early, MOST_GROWTH, false);
        good &= goal("ms to read a planet's newest 60, median", query, MOST_MILLIS, false);
        return good ? 0 : 1;
    }

    private static double sum(List<Part> parts, Predicate<Part> which) {
        return parts.stream().filter(which).mapToDouble(Part::micros).sum();
    }

    private static boolean goal(String what, double is, double limit, boolean least) {
        boolean met = least ? is >= limit : is <= limit;
        System.out.printf("%s: %.2f (goal %s %.2f) %s%n", what, is, least ? "≥" : "≤", limit, met ? "✓" : "✗");
        return met;
    }

    private static void row(Table table, Look from, Look to) {
        long count = Math.max(1, to.handled() - from.handled());
        table.row(
                "%,d – %,d".formatted(from.handled(), to.handled()),
                "%.0f".formatted(micros(from, to)),
                "%,.0f".formatted(1e6 / micros(from, to)),
                "%.0f".formatted(to.kafka().minus(from.kafka()).toNanos() / 1e3 / count),
                "%.0f".formatted(to.mongo().minus(from.mongo()).toNanos() / 1e3 / count),
                "%,.0f".formatted(count * 1e9 / Math.max(1, to.nanos() - from.nanos())));
    }

    private static double micros(Look from, Look to) {
        return to.enricher().minus(from.enricher()).toNanos() / 1e3 / Math.max(1, to.handled() - from.handled());
    }

    private static Look at(List<Look> looks, long handled) {
        return looks.stream()
                .filter(look -> look.handled() >= handled)
                .findFirst()
                .orElseGet(looks::getLast);
    }

    private static Path home() {
        return Path.of(System.getProperty("orrery.home", "."));
    }
}
