package dev.orrery.local;

import dev.orrery.enricher.replay.Progress;
import java.io.PrintWriter;

/// A replay's steps as lines for people; what is left to read is told again only when it is half of what it was.
final class ReplayProgress implements Progress {
    private final PrintWriter out;
    private long told = Long.MAX_VALUE;

    ReplayProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(Step step) {
        say(
                switch (step) {
                    case COPYING -> "Copying what is live.";
                    case READING -> "Reading the topics; readers and services go on meanwhile.";
                    case COMPARING -> "Comparing.";
                    case SWITCHING -> "Switching.";
                    case TELLING -> "Switched. Producing what differs.";
                    case DROPPING -> "Dropping what was live before.";
                    case DONE -> "Done.";
                });
    }

    @Override
    public void left(long records) {
        if (records > 0 && records <= told / 2) {
            told = records;
            say("  %s to read".formatted(Words.count(records, "record", "records")));
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
