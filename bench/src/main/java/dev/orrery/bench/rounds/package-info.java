/// The packaged fetcher as a process, on a made-up web, measured in rounds in which every feed is due.
///
/// [Rounds] is one measurement from start to finish; [Rig] is what it runs on: farm, Kafka, database and fetcher,
/// each a process of its own. [BareLoop] polls the same feeds with the same HTTP client and nothing else, in the same
// run, so
/// that what is said of the fetcher does not depend on the machine alone.
@NullMarked
package dev.orrery.bench.rounds;

import org.jspecify.annotations.NullMarked;
