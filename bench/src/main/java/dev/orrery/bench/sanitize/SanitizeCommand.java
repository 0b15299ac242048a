package dev.orrery.bench.sanitize;

import dev.orrery.bench.Table;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Megabytes of posts that one core sanitizes in a second, beside others.
@Command(
        name = "sanitize",
        description = "The sanitizer alone, MB/s on one core, beside jsoup's and OWASP's.",
        mixinStandardHelpOptions = true)
public final class SanitizeCommand implements Callable<Integer> {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Option(
            names = "--posts",
            paramLabel = "FILE|DIR",
            description =
                    "Posts to clean: a folder of feeds, or a file of JSON lines with html. Without it, made-up ones.")
    String posts = "";

    @Option(
            names = "--seconds",
            description = "Measured seconds for each figure, after as many to warm up (${DEFAULT-VALUE}).")
    int seconds = 10;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    boolean markdown;

    @Option(names = "--verbose", description = "Show what JMH says.")
    boolean verbose;

    @Override
    public Integer call() throws RunnerException {
        var texts = Posts.of(posts);
        long characters = texts.stream().mapToLong(String::length).sum();
        var table = new Table(
                "%d posts, %,d characters".formatted(texts.size(), characters),
                "MB/s of CPU",
                "spread",
                "µs a post",
                "allocates",
                "leaves characters");
        for (var cleaner : Cleaner.values()) {
            long left = texts.stream()
                    .mapToLong(text -> cleaner.cleaned(text).length())
                    .sum();
            row(table, cleaner, texts.size(), characters, left);
        }
        System.out.printf("%n%s%n", table.text(markdown));
        return 0;
    }

    private void row(Table table, Cleaner cleaner, int count, long characters, long left) throws RunnerException {
        System.err.println(cleaner);
        var result = new Runner(options(cleaner)).run().iterator().next();
        var speeds = speeds(result);
        double speed = speeds[speeds.length / 2];
        table.row(
                cleaner.name(),
                "%.1f".formatted(speed),
                "%.1f".formatted(speeds[speeds.length - 1] - speeds[0]),
                "%.0f".formatted(characters / speed / count),
                "%.1f × its size".formatted(score(result.getSecondaryResults(), ALLOCATED) / characters),
                "%,d".formatted(left));
    }

    private Options options(Cleaner cleaner) {
        return new OptionsBuilder()
                .include(SanitizeBenchmark.class.getName() + ".clean")
                .param("cleaner", cleaner.name())
                .param("posts", posts)
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(seconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-XX:+UseSerialGC", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .build();
    }

    /// MB/s of each iteration, slowest first.
    @SuppressWarnings("rawtypes") // JMH's own results are.
    private static double[] speeds(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getSecondaryResults)
                .mapToDouble(counted -> 1_000 * score(counted, "bytes") / score(counted, "nanos"))
                .sorted()
                .toArray();
    }

    @SuppressWarnings("rawtypes") // As there.
    private static double score(Map<String, Result> counted, String name) {
        var result = counted.get(name);
        return result == null ? Double.NaN : result.getScore();
    }
}
