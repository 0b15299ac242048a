package dev.orrery.bench.rounds;

import dev.orrery.bench.farm.FarmScore;
import java.time.Duration;

/// One round as it went.
///
/// @param fetcher  CPU of the fetcher's whole process
/// @param kafka    CPU of the broker's
/// @param database CPU of the database server's, none where it is inside the fetcher
/// @param farm     CPU of the farm's
/// @param wall     from the moment all was due until all was stored and told
/// @param pss      the most memory that the fetcher had, in MiB
/// @param score    what the farm saw of the fetcher
/// @param loop     CPU of the bare loop in a round over the same feeds
record Measured(
        Duration fetcher,
        Duration kafka,
        Duration database,
        Duration farm,
        Duration wall,
        double pss,
        FarmScore score,
        Duration loop) {
    Measured withLoop(Duration cpu) {
        return new Measured(fetcher, kafka, database, farm, wall, pss, score, cpu);
    }
}
