package dev.orrery.local;

import dev.orrery.enricher.replay.Progress;
import dev.orrery.enricher.replay.Replay;
import dev.orrery.enricher.replay.ReplayScope;
import java.time.InstantSource;

/// The real replay, stopping for good before one of its steps.
final class CrashingReplay {
    private CrashingReplay() {}

    public static void main(String[] arguments) throws Exception {
        var progress = new Progress() {
            @Override
            public void at(Step step) {
                if (step.name().equals(arguments[2])) {
                    ChildJvm.standStill(step.name());
                }
            }

            @Override
            public void left(long records) {}
        };
        try (var replay = Replay.connect(arguments[0], arguments[1], InstantSource.system())) {
            replay.rebuild(ReplayScope.ALL, progress);
            replay.report(progress);
            replay.apply(progress);
        }
    }
}
