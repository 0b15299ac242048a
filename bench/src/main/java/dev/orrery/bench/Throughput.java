package dev.orrery.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How much a piece of code gets through, by JMH. Its benchmark counts `bytes`, and `nanos` of its thread's CPU.
///
/// @param speed     MB/s of the thread's CPU, the median of the iterations
/// @param spread    from the slowest to the quickest iteration, in MB/s
/// @param allocated bytes for each byte of input
public record Throughput(double speed, double spread, double allocated) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /// @param method     of the benchmark's class
    /// @param parameters of the benchmark, by name
    /// @param forks      JVMs, one after the other
    /// @param seconds    measured in each, after as many to warm up
    /// @param bytes      of input for each call
    public static Throughput of(
            Class<?> benchmark,
            String method,
            Map<String, String> parameters,
            int forks,
            int seconds,
            boolean verbose,
            long bytes)
            throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmark.getName() + "." + method)
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(forks)
                .warmupIterations(seconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED")
                .addProfiler(GCProfiler.class)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .shouldFailOnError(true);
        parameters.forEach(options::param);
        return of(new Runner(options.build()).runSingle(), bytes);
    }

    @SuppressWarnings("rawtypes") // JMH's own results are.
    private static Throughput of(RunResult result, long bytes) {
        var speeds = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getSecondaryResults)
                .mapToDouble(counted -> 1_000 * score(counted, "bytes") / score(counted, "nanos"))
                .sorted()
                .toArray();
        return new Throughput(
                speeds[speeds.length / 2],
                speeds[speeds.length - 1] - speeds[0],
                score(result.getSecondaryResults(), ALLOCATED) / bytes);
    }

    @SuppressWarnings("rawtypes") // As there.
    private static double score(Map<String, Result> counted, String name) {
        var result = counted.get(name);
        return result == null ? Double.NaN : result.getScore();
    }
}
