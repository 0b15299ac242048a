package dev.orrery.bench.parse;

import dev.orrery.bench.Table;
import dev.orrery.bench.Throughput;
import dev.orrery.bench.farm.Format;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Megabytes of documents that one core parses in a second, a format each, beside plain Rome.
@Command(
        name = "parse",
        description = "The parser alone, MB/s on one core for each format, beside plain Rome.",
        mixinStandardHelpOptions = true)
public final class ParseCommand implements Callable<Integer> {
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
            var figures = new HashMap<Reader, Throughput>();
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

    private @Nullable Throughput measure(Reader reader, Format format) throws RunnerException {
        if (!ParseBenchmark.canRead(reader, format)) {
            return null;
        }
        System.err.printf("%s: %s%n", format.label(), reader);
        long bytes = ParseBenchmark.documents(format).stream()
                .mapToLong(document -> document.length)
                .sum();
        return Throughput.of(
                ParseBenchmark.class,
                "read",
                Map.of("reader", reader.name(), "format", format.name()),
                forks,
                seconds,
                verbose,
                bytes);
    }

    private static String speed(@Nullable Throughput figure) {
        return figure == null ? "does not read it" : "%.0f".formatted(figure.speed());
    }

    private static String spread(@Nullable Throughput figure) {
        return figure == null ? "" : "%.0f".formatted(figure.spread());
    }

    private static String allocated(@Nullable Throughput figure) {
        return figure == null ? "" : "%.1f × its size".formatted(figure.allocated());
    }
}
