package dev.orrery.bench.parse;

import dev.orrery.bench.Table;
import dev.orrery.bench.farm.Format;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Megabytes of documents that one core parses in a second, a format each, beside plain Rome.
@Command(
        name = "parse",
        description = "The parser alone, MB/s on one core for each format, beside plain Rome.",
        mixinStandardHelpOptions = true)
public final class ParseCommand implements Callable<Integer> {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Option(names = "--forks", description = "JVMs for each figure (${DEFAULT-VALUE}).")
    int forks = 1;

    @Option(
            names = "--seconds",
            description = "Measured seconds for each figure and fork, after as many to warm up (${DEFAULT-VALUE}).")
    int seconds = 8;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    boolean markdown;

    @Option(names = "--verbose", description = "Show what JMH says.")
    boolean verbose;

    @Override
    public Integer call() throws RunnerException {
        System.out.printf("%n%s%n", table().text(markdown));
        return 0;
    }

    /// @param speed     MB/s of the thread's CPU, the median of the iterations
    /// @param spread    from the slowest to the quickest iteration, in MB/s
    /// @param allocated bytes for each byte of a document
    private record Figure(double speed, double spread, double allocated) {}

    private Table table() throws RunnerException {
        var table = new Table(
                "MB/s of CPU",
                "Orrery",
                "spread",
                "plain Rome",
                "spread",
                "ratio",
                "Orrery allocates",
                "Rome allocates");
        for (var format : Format.values()) {
            var figures = new HashMap<Reader, Figure>();
            for (var reader : Reader.values()) {
                var figure = measure(reader, format);
                if (figure != null) {
                    figures.put(reader, figure);
                }
            }
            var ours = figures.get(Reader.ORRERY);
            var rome = figures.get(Reader.ROME);
            table.row(
                    format.label(),
                    speed(ours),
                    spread(ours),
                    speed(rome),
                    spread(rome),
                    ours == null || rome == null ? "" : "%.2f ×".formatted(ours.speed() / rome.speed()),
                    allocated(ours),
                    allocated(rome));
        }
        return table;
    }

    private @Nullable Figure measure(Reader reader, Format format) throws RunnerException {
        if (!ParseBenchmark.canRead(reader, format)) {
            return null;
        }
        System.err.printf("%s: %s%n", format.label(), reader);
        long bytes = ParseBenchmark.documents(format).stream()
                .mapToLong(document -> document.length)
                .sum();
        var options = new OptionsBuilder()
                .include(ParseBenchmark.class.getName() + ".read")
                .param("reader", reader.name())
                .param("format", format.name())
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(forks)
                .warmupIterations(seconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED")
                .addProfiler(GCProfiler.class)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return figure(new Runner(options).runSingle(), bytes);
    }

    @SuppressWarnings("rawtypes") // JMH's own results are.
    private static Figure figure(RunResult result, long bytes) {
        var speeds = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getSecondaryResults)
                .mapToDouble(counted -> 1_000 * score(counted, "bytes") / score(counted, "nanos"))
                .sorted()
                .toArray();
        return new Figure(
                speeds[speeds.length / 2],
                speeds[speeds.length - 1] - speeds[0],
                score(result.getSecondaryResults(), ALLOCATED) / bytes);
    }

    @SuppressWarnings("rawtypes") // As there.
    private static double score(Map<String, Result> counted, String name) {
        var result = counted.get(name);
        return result == null ? Double.NaN : result.getScore();
    }

    private static String speed(@Nullable Figure figure) {
        return figure == null ? "does not read it" : "%.0f".formatted(figure.speed());
    }

    private static String spread(@Nullable Figure figure) {
        return figure == null ? "" : "%.0f".formatted(figure.spread());
    }

    private static String allocated(@Nullable Figure figure) {
        return figure == null ? "" : "%.1f × its size".formatted(figure.allocated());
    }
}
