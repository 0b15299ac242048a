package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of a process.
final class Memory {
    private Memory() {}

    /// Its proportional set size in MiB: its own pages, and its share of those that others have too.
    static double pss(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }
}
