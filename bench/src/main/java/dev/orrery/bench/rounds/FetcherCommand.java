package dev.orrery.bench.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// CPU of the whole fetcher for a feed, in rounds of several kinds, beside a bare loop of its HTTP client.
@Command(
        name = "fetcher",
        description = "The whole fetcher in rounds, beside a bare loop of its HTTP client.",
        mixinStandardHelpOptions = true)
public final class FetcherCommand implements Callable<Integer> {
    @Mixin
    RoundOptions options = new RoundOptions(200, 0, 0, 40);

    @Option(names = "--web", split = ",", description = "${COMPLETION-CANDIDATES}, several with commas (all).")
    List<Web> webs = List.of(Web.values());

    @Option(names = "--kinds", split = ",", description = "Rounds after the first (ALL_NEW,NOT_MODIFIED,ONE_NEW).")
    List<Round> kinds = List.of(Round.ALL_NEW, Round.NOT_MODIFIED, Round.ONE_NEW);

    @Override
    public Integer call() throws Exception {
        var results = new ArrayList<Rounds.Result>();
        for (var web : webs) {
            results.add(new Rounds(options).run(web, kinds));
        }
        System.out.printf(
                "%n%,d feeds, %s%n%n%s%n%n%s%n",
                options.feeds,
                options.database,
                RoundTables.cost(results).text(options.markdown),
                RoundTables.manners(results).text(options.markdown));
        return 0;
    }
}
