package dev.orrery.bench.rounds;

import dev.orrery.bench.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One measurement: a fresh rig, and rounds of some kinds on it.
final class Rounds {
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final RoundOptions options;

    Rounds(RoundOptions options) {
        this.options = options;
    }

    /// @param series  of each kind
    /// @param start   CPU of the fetcher until it worked
    /// @param idle    CPU of the fetcher in a second in which nothing was due
    record Result(Web web, List<Series> series, Duration start, Duration idle) {}

    /// @param kinds after the very first round, which is always there, in this order
    Result run(Web web, List<Round> kinds) throws Exception {
        return Scratch.with(folder -> {
            try (var rig = new Rig(options, web, folder)) {
                var start = Cpu.of(rig.fetcherPid());
                var series = new ArrayList<Series>();
                series.add(measure(rig, web, Round.FIRST, 1));
                for (var kind : kinds) {
                    series.add(measure(rig, web, kind, options.rounds));
                }
                return new Result(web, series, start, rig.idle(IDLE));
            }
        });
    }

    private Series measure(Rig rig, Web web, Round kind, int times)
            throws IOException, SQLException, InterruptedException {
        var profile = options.profile ? Profile.start(rig.fetcherPid()) : null;
        var rounds = new ArrayList<Measured>();
        System.err.printf("%,d feeds, %s: %s%n", options.feeds, web.label(), kind.label());
        for (int i = 0; i < times; i++) {
            rounds.add(rig.run(kind));
        }
        var series = new Series(kind, web, options.feeds, rounds);
        if (profile != null) {
            System.out.println(profile.report(web.label() + ", " + kind.label(), "polls", series.polls()));
        }
        return series;
    }
}
