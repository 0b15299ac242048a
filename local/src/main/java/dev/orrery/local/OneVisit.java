package dev.orrery.local;

import dev.orrery.events.guard.AddressGuard;
import dev.orrery.events.guard.AddressRange;
import dev.orrery.fetcher.parse.FeedParser;
import dev.orrery.fetcher.web.FeedHttpClient;
import dev.orrery.fetcher.web.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// What commands that ask one server something have in common: they go out through the fetcher's guard and with its
/// limits, so that they see what it would see.
final class OneVisit {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 15 << 20, 200, 5);
    private static final String CONTACT = "https://orrery.dev/";
    private static final int MOST_ENTRIES = 2_000;

    @Option(
            names = "--allow",
            paramLabel = "CIDR",
            description = "Reach a private range too, for example 10.1.0.0/16. May be repeated.")
    List<String> allow = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
    boolean json;

    FeedHttpClient web(InstantSource clock) throws UserTrouble {
        var ranges = new ArrayList<AddressRange>();
        for (var range : allow) {
            Cidrs.require(range);
            ranges.add(AddressRange.parse(range));
        }
        return new FeedHttpClient(new AddressGuard(ranges, Set.of()), LIMITS, CONTACT, clock);
    }

    static FeedParser parser() {
        return new FeedParser(MOST_ENTRIES);
    }

    /// What to add to a sentence of the guard's: whoever typed the command is the operator.
    static String allowHint(String sentence) {
        return sentence.contains("unless the operator allows them")
                ? sentence + " `--allow RANGE` does that for this command."
                : sentence;
    }
}
