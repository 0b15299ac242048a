package dev.orrery.bench.rounds;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Ten thousand feeds on two thousand slow hosts, all due at once, twice: when they are added, and later.
@Command(
        name = "many",
        description =
                "10,000 feeds due at once on 2,000 hosts: memory, and whether a host is ever asked twice at once.",
        mixinStandardHelpOptions = true)
public final class ManyCommand implements Callable<Integer> {
    private static final double MOST_MEMORY = 400;

    @Mixin
    RoundOptions options = new RoundOptions(10_000, 2_000, 50, 2);

    @Override
    public Integer call() throws Exception {
        var result = new Rounds(options).run(Web.NEW, List.of(Round.NOT_MODIFIED));
        System.out.printf(
                "%n%,d feeds on %,d hosts that take %d ms to answer, %s%n%n%s%n%n%s%n",
                options.feeds,
                options.hosts,
                options.latency,
                options.database,
                RoundTables.cost(List.of(result)).text(options.markdown),
                RoundTables.manners(List.of(result)).text(options.markdown));
        return result.series().stream().anyMatch(ManyCommand::isBad) ? 1 : 0;
    }

    private static boolean isBad(Series series) {
        if (series.mostAtOneHost() > 1) {
            System.out.printf("A host was asked %d times at once.%n", series.mostAtOneHost());
        }
        if (series.mostMemory() > MOST_MEMORY) {
            System.out.printf("It took %.0f MiB; the goal is %.0f.%n", series.mostMemory(), MOST_MEMORY);
        }
        return series.mostAtOneHost() > 1 || series.mostMemory() > MOST_MEMORY;
    }
}
