package dev.orrery.bench.enrich;

import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.rounds.Conversation;
import dev.orrery.bench.rounds.Cpu;
import dev.orrery.enricher.replay.Progress;
import dev.orrery.enricher.replay.Replay;
import dev.orrery.enricher.replay.ReplayRefused;
import dev.orrery.enricher.replay.ReplayScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A replay of everything, as `./orrery replay --diff` begins it, in a process of its own.
@Command(name = "enrich-replay", hidden = true)
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KAFKA")
    String kafka = "";

    @Parameters(index = "1", paramLabel = "MONGODB")
    String mongodb = "";

    /// The end of the history, which is what counts: the compiler has done its work by then.
    @Parameters(index = "2", paramLabel = "RECORDS")
    long last;

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        Conversation.hold("ready", _ -> "%.2f".formatted(micros()));
        return 0;
    }

    private double micros() {
        var watch = new Watch(last);
        try (var replay = Replay.connect(kafka, mongodb, InstantSource.system())) {
            replay.rebuild(ReplayScope.ALL, watch);
            double micros = watch.micros();
            replay.discard();
            return micros;
        } catch (ReplayRefused | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Looks at the clock when only the last records are left.
    private static final class Watch implements Progress {
        private final long last;
        private Duration then = Duration.ZERO;
        private long from;

        Watch(long last) {
            this.last = last;
        }

        @Override
        public void at(Step step) {
            // What is measured is reading alone.
        }

        @Override
        public void left(long records) {
            if (from == 0 && records <= last) {
                from = records;
                then = cpu();
            }
        }

        double micros() {
            return cpu().minus(then).toNanos() / 1e3 / Math.max(1, from);
        }

        private static Duration cpu() {
            return Cpu.of(ProcessHandle.current().pid());
        }
    }
}
