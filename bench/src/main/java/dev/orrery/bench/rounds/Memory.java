package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of a process.
public final class Memory {
    private Memory() {}

    /// Its proportional set size in MiB: its own pages, and its share of those that others have too.
    public static double pss(long pid) throws IOException {
        return mib(pid, "Pss:");
    }

    /// Its resident set size in MiB.
    public static double rss(long pid) throws IOException {
        return mib(pid, "Rss:");
    }

    private static double mib(long pid, String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
            return lines.filter(line -> line.startsWith(name))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }
}
