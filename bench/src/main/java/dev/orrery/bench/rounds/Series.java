package dev.orrery.bench.rounds;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The rounds of one kind, in their order.
record Series(Round round, Web web, int feeds, List<Measured> rounds) {
    /// CPU for a feed in the first round, in milliseconds.
    double first(Function<Measured, Duration> what) {
        return millis(rounds.getFirst(), what);
    }

    double median(Function<Measured, Duration> what) {
        return median(rounds, measured -> millis(measured, what));
    }

    /// The median of the last third: what a JVM that has run for a while takes.
    double steady(Function<Measured, Duration> what) {
        return median(lastThird(), measured -> millis(measured, what));
    }

    /// Feeds in a second, by the clock on the wall.
    double speed() {
        return median(lastThird(), measured -> feeds / (measured.wall().toNanos() / 1e9));
    }

    /// CPU of the farm for an answer, in microseconds.
    double farmMicros() {
        return 1_000 * steady(Measured::farm);
    }

    double mostMemory() {
        return rounds.stream().mapToDouble(Measured::pss).max().orElse(0);
    }

    int mostAtOneHost() {
        return rounds.stream()
                .mapToInt(measured -> measured.score().mostAtOneHost())
                .max()
                .orElse(0);
    }

    long polls() {
        return rounds.stream().mapToLong(measured -> measured.score().answers()).sum();
    }

    long unconditional() {
        return rounds.stream()
                .mapToLong(measured -> measured.score().unconditional())
                .sum();
    }

    private List<Measured> lastThird() {
        return rounds.subList(rounds.size() * 2 / 3, rounds.size());
    }

    private double millis(Measured measured, Function<Measured, Duration> what) {
        return what.apply(measured).toNanos() / 1e6 / feeds;
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> value) {
        var sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
