package dev.orrery.bench.parse;

import dev.orrery.bench.Table;
import dev.orrery.bench.farm.Format;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
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
    int seconds = 6;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    boolean markdown;

    @Option(names = "--verbose", description = "Show what JMH says.")
    boolean verbose;

    @Override
    public Integer call() throws RunnerException {
        System.out.printf("%n%s%n", table().text(markdown));
        return 0;
    }

    /// @param speed     MB/s
    /// @param allocated bytes for each byte of a document
    private record Figure(double speed, double error, double allocated) {}

    private Table table() throws RunnerException {
        var table = new Table(
                "MB/s a core", "Orrery", "±", "plain Rome", "±", "ratio", "Orrery allocates", "Rome allocates");
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
                    error(ours),
                    speed(rome),
                    error(rome),
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

    private static Figure figure(RunResult result, long bytes) {
        var score = result.getPrimaryResult();
        var allocated = result.getSecondaryResults().get(ALLOCATED);
        return new Figure(
                score.getScore() * bytes / 1e6,
                score.getScoreError() * bytes / 1e6,
                allocated == null ? Double.NaN : allocated.getScore() / bytes);
    }

    private static String speed(@Nullable Figure figure) {
        return figure == null ? "does not read it" : "%.0f".formatted(figure.speed());
    }

    private static String error(@Nullable Figure figure) {
        return figure == null ? "" : "%.0f".formatted(figure.error());
    }

    private static String allocated(@Nullable Figure figure) {
        return figure == null ? "" : "%.1f × its size".formatted(figure.allocated());
    }
}
