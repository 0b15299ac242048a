package dev.orrery.bench.live;

import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.Scratch;
import dev.orrery.bench.Table;
import dev.orrery.bench.rounds.Child;
import dev.orrery.bench.rounds.Cpu;
import dev.orrery.bench.rounds.Memory;
import dev.orrery.bench.rounds.PackagedService;
import dev.orrery.bench.rounds.Servers;
import dev.orrery.events.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Open pages of the packaged publisher, and bare sockets, told of posts in turns.
@Command(
        name = "live",
        description = "How soon open pages hear of a record, beside bare sockets; memory of a page.",
        mixinStandardHelpOptions = true)
public final class LiveCommand implements Callable<Integer> {
    private static final int ITEMS = 60;
    private static final int FEW = 1_000;
    private static final double MOST_FOR_FEW = 60;
    private static final double MOST = 150;

    @Option(names = "--pages", split = ",", description = "How many listen (${DEFAULT-VALUE}).")
    List<Integer> pages = List.of(1_000, 10_000);

    @Option(names = "--records", description = "That are told, one after the other (${DEFAULT-VALUE}).")
    int records = 40;

    @Option(names = "--warm-up", description = "Records before those (${DEFAULT-VALUE}).")
    int warmUp = 100;

    @Option(names = "--every-ms", description = "Time between two (${DEFAULT-VALUE}).")
    int everyMillis = 150;

    @Option(
            names = "--jvm",
            split = " ",
            description = "Flags of the publisher's JVM besides those of publisher/java.args (${DEFAULT-VALUE}).")
    List<String> jvm = List.of("-Xmx256m");

    @Option(names = "--markdown", description = "Print tables as Markdown.")
    boolean markdown;

    private boolean allMet = true;

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        return Scratch.with(this::run);
    }

    private int run(Path folder) throws Exception {
        var latencies = new Table(
                "ms from the record", "p50", "p99", "most", "goal for p99", "CPU µs a page", "sockets' p99 ×");
        var memory = new Table("a listening page takes", "KB of heap", "KB resident");
        try (var servers = Servers.start(folder, "-Xmx256m")) {
            var kafka = servers.kafka().ready();
            TopicSetup.ensure(kafka);
            try (var news = new News(kafka, servers.mongo().ready(), ITEMS)) {
                for (int count : pages) {
                    System.err.printf("%,d pages%n", count);
                    measure(folder, servers, news, count, latencies, memory);
                }
            }
        }
        System.out.printf("%s%n%n%s%n", latencies.text(markdown), memory.text(markdown));
        return allMet ? 0 : 1;
    }

    private void measure(Path folder, Servers servers, News news, int count, Table latencies, Table memory)
            throws Exception {
        var many = Integer.toString(Integer.MAX_VALUE);
        var environment = new HashMap<>(servers.environment());
        environment.put("ORRERY_LIVE_PER_ADDRESS", many);
        environment.put("ORRERY_LIVE_PER_PLANET", many);
        var flags = PackagedService.publisherFlags(home(), jvm);
        try (var publisher = PackagedService.start(home(), "publisher", folder, flags, environment);
                var sockets = Child.start(folder, List.of("-Xmx64m"), List.of("sockets"))) {
            long pid = publisher.pid();
            var empty = Footprint.of(pid);
            try (var listening = pages(
                            folder, publisher.uri("/" + News.SLUG + "/live").toString(), count);
                    var bare = pages(folder, sockets.ready(), count)) {
                Thread.sleep(1_000);
                var full = Footprint.of(pid);
                memory.row(
                        "of %,d".formatted(count),
                        "%.1f".formatted((full.heap - empty.heap) / 1024.0 / count),
                        "%.1f".formatted((full.resident - empty.resident) / 1024.0 / count));
                var told = new long[records][];
                var floor = new long[records][];
                long cpu = 0;
                for (int i = -warmUp; i < records; i++) {
                    Thread.sleep(everyMillis);
                    var toSockets = send(sockets, bare, i);
                    Thread.sleep(everyMillis);
                    var before = Cpu.of(pid);
                    var toPages = tell(news, listening);
                    if (i >= 0) {
                        cpu += Cpu.of(pid).minus(before).toNanos();
                        floor[i] = toSockets;
                        told[i] = toPages;
                    }
                }
                report(latencies, count, sorted(told), sorted(floor), cpu / 1e3 / records / count);
            }
        }
    }

    private static Child pages(Path folder, String address, int count) throws IOException {
        return Child.start(folder, List.of("-Xmx128m"), List.of("pages", address, Integer.toString(count)));
    }

    private static long[] tell(News news, Child pages) throws IOException {
        var post = news.next();
        pages.ask(PagesCommand.EXPECT + post.entryId());
        news.store(post);
        long start = news.tell(post);
        return since(start, pages.ask(PagesCommand.HEARD));
    }

    /// The same bytes as the publisher's, but for the ids.
    private static long[] send(Child sockets, Child pages, int number) throws IOException {
        var mark = "e-%032d".formatted(Math.abs(number));
        pages.ask(PagesCommand.EXPECT + mark);
        long start = System.nanoTime();
        sockets.ask(
                "id: 0123456789abcdef data: {\"new\":[[\"%s\",\"1583317980000-1f0ac29e\"]],\"edited\":[],\"gone\":[]}"
                        .formatted(mark));
        return since(start, pages.ask(PagesCommand.HEARD));
    }

    private static long[] since(long start, String times) {
        return Arrays.stream(times.split(" ", -1))
                .mapToLong(time -> Long.parseLong(time) - start)
                .toArray();
    }

    private void report(Table table, int count, long[] told, long[] floor, double cpu) {
        double p99 = at(told, 0.99);
        double most = count <= FEW ? MOST_FOR_FEW : MOST;
        allMet &= p99 <= most;
        table.row(
                "publisher, %,d pages".formatted(count),
                "%.1f".formatted(at(told, 0.5)),
                "%.1f".formatted(p99),
                "%.1f".formatted(at(told, 1)),
                "≤ %.0f %s".formatted(most, p99 <= most ? "✓" : "✗"),
                "%.1f".formatted(cpu),
                "%.1f".formatted(p99 / at(floor, 0.99)));
        table.row(
                "bare sockets, %,d".formatted(count),
                "%.1f".formatted(at(floor, 0.5)),
                "%.1f".formatted(at(floor, 0.99)),
                "%.1f".formatted(at(floor, 1)),
                "",
                "",
                "");
    }

    private static long[] sorted(long[]... times) {
        return Arrays.stream(times).flatMapToLong(LongStream::of).sorted().toArray();
    }

    /// In milliseconds.
    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
    }

    /// Bytes that a process has in use.
    private record Footprint(long heap, double resident) {
        /// After a collection.
        static Footprint of(long pid) throws IOException, InterruptedException {
            Memory.collect(pid);
            return new Footprint(Memory.heap(pid), Memory.rss(pid) * (1 << 20));
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("orrery.home", "."));
    }
}
