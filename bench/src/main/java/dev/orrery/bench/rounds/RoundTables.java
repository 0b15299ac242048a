package dev.orrery.bench.rounds;

import dev.orrery.bench.Table;
import java.util.List;
import java.util.Locale;

/// Results for people.
final class RoundTables {
    private RoundTables() {}

    /// CPU for a feed in milliseconds.
    static Table cost(List<Rounds.Result> results) {
        var table = new Table(
                "CPU ms a feed",
                "rounds",
                "first",
                "median",
                "steady",
                "goal",
                "bare loop, steady",
                "ratio",
                "Kafka",
                "database",
                "farm µs",
                "feeds/s");
        for (var result : results) {
            for (var series : result.series()) {
                double steady = series.steady(Measured::fetcher);
                double loop = series.steady(Measured::loop);
                var goal = series.round().goal(result.web());
                table.row(
                        series.round().label() + ", " + result.web().label(),
                        Integer.toString(series.rounds().size()),
                        number(series.first(Measured::fetcher)),
                        number(series.median(Measured::fetcher)),
                        number(steady),
                        goal == null ? "" : "%s %s".formatted(goal, steady <= goal ? "✓" : "✗"),
                        number(loop),
                        "%.1f ×".formatted(steady / loop),
                        number(series.steady(Measured::kafka)),
                        number(series.steady(Measured::database)),
                        "%.0f".formatted(series.farmMicros()),
                        "%.0f".formatted(series.speed()));
            }
        }
        return table;
    }

    /// How the fetcher behaved, and what it needs beside.
    static Table manners(List<Rounds.Result> results) {
        var table = new Table(
                "as a guest", "polls", "unconditional", "at once at a host", "PSS MiB", "start CPU s", "idle CPU ms/s");
        for (var result : results) {
            for (var series : result.series()) {
                table.row(
                        series.round().label() + ", " + result.web().label(),
                        Long.toString(series.polls()),
                        Long.toString(series.unconditional()),
                        Integer.toString(series.mostAtOneHost()),
                        "%.0f".formatted(series.mostMemory()),
                        "%.1f".formatted(result.start().toMillis() / 1e3),
                        "%.1f".formatted(result.idle().toNanos() / 1e6));
            }
        }
        return table;
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis);
    }
}
