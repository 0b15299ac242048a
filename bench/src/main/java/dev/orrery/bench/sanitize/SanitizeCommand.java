package dev.orrery.bench.sanitize;

import dev.orrery.bench.Table;
import dev.orrery.bench.Throughput;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Megabytes of posts that one core sanitizes in a second, beside others.
@Command(
        name = "sanitize",
        description = "The sanitizer alone, MB/s on one core, beside jsoup's and OWASP's.",
        mixinStandardHelpOptions = true)
public final class SanitizeCommand implements Callable<Integer> {
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
        var figure = Throughput.of(
                SanitizeBenchmark.class,
                "clean",
                Map.of("cleaner", cleaner.name(), "posts", posts),
                1,
                seconds,
                verbose,
                characters);
        table.row(
                cleaner.name(),
                "%.1f".formatted(figure.speed()),
                "%.1f".formatted(figure.spread()),
                "%.0f".formatted(characters / figure.speed() / count),
                "%.1f × its size".formatted(figure.allocated()),
                "%,d".formatted(left));
    }
}
