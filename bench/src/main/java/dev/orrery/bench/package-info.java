/// What the fetcher costs: CPU, memory and time for a feed, beside the least that it could cost.
///
/// [Bench] is the command behind `bench/run`. [dev.orrery.bench.rounds] measures the packaged fetcher as a process on
/// the made-up web of [dev.orrery.bench.farm]; [dev.orrery.bench.parse] measures the parser alone.
@NullMarked
package dev.orrery.bench;

import org.jspecify.annotations.NullMarked;
