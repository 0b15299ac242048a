package dev.orrery.bench;

import dev.orrery.bench.enrich.EnrichCommand;
import dev.orrery.bench.enrich.MongoCommand;
import dev.orrery.bench.enrich.PartsCommand;
import dev.orrery.bench.enrich.ReplayCommand;
import dev.orrery.bench.live.BareSockets;
import dev.orrery.bench.live.LiveCommand;
import dev.orrery.bench.live.PagesCommand;
import dev.orrery.bench.parse.ParseCommand;
import dev.orrery.bench.rounds.BareLoop;
import dev.orrery.bench.rounds.FarmCommand;
import dev.orrery.bench.rounds.FetcherCommand;
import dev.orrery.bench.rounds.GrowthCommand;
import dev.orrery.bench.rounds.KafkaCommand;
import dev.orrery.bench.rounds.ManyCommand;
import dev.orrery.bench.sanitize.SanitizeCommand;
import dev.orrery.bench.serve.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command behind `bench/run`, and behind each process that it starts.
@Command(
        name = "bench/run",
        description =
                "What fetcher, enricher and publisher cost, beside the least that it could cost. See bench/README.md.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ParseCommand.class,
            SanitizeCommand.class,
            FetcherCommand.class,
            ManyCommand.class,
            GrowthCommand.class,
            AllCommand.class,
            EnrichCommand.class,
            ServeCommand.class,
            LiveCommand.class,
            PagesCommand.class,
            BareSockets.class,
            FarmCommand.class,
            KafkaCommand.class,
            MongoCommand.class,
            PartsCommand.class,
            ReplayCommand.class,
            BareLoop.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return 0 where all is well
    static int run(String... args) {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }
}
