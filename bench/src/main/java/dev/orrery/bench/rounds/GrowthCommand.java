package dev.orrery.bench.rounds;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether a feed costs more where there are many.
@Command(
        name = "growth",
        description = "CPU a feed for 304s at 20,000 feeds, beside that at 200.",
        mixinStandardHelpOptions = true)
public final class GrowthCommand implements Callable<Integer> {
    private static final double GOAL = 1.2;

    @Mixin
    RoundOptions options = new RoundOptions(20_000, 0, 0, 5);

    @Option(names = "--few", description = "Feeds to compare with (${DEFAULT-VALUE}).")
    int few = 200;

    @Option(names = "--few-rounds", description = "Rounds there, more because each is short (${DEFAULT-VALUE}).")
    int fewRounds = 60;

    @Override
    public Integer call() throws Exception {
        var small = new Rounds(options.sized(few, fewRounds)).run(Web.NEW, List.of(Round.NOT_MODIFIED));
        var large = new Rounds(options).run(Web.NEW, List.of(Round.NOT_MODIFIED));
        double ratio = steady(large) / steady(small);
        System.out.printf(
                "%n%s%n%n%,d feeds%n%n%s%n%n%,d feeds%n%n%s%n%n%s%n%nA 304 costs %.2f × at %,d feeds what it costs at %,d; the goal is %.1f ×.%n",
                options.database,
                few,
                RoundTables.cost(List.of(small)).text(options.markdown),
                options.feeds,
                RoundTables.cost(List.of(large)).text(options.markdown),
                RoundTables.manners(List.of(large)).text(options.markdown),
                ratio,
                options.feeds,
                few,
                GOAL);
        return ratio <= GOAL ? 0 : 1;
    }

    private static double steady(Rounds.Result result) {
        return result.series().getLast().steady(Measured::fetcher);
    }
}
