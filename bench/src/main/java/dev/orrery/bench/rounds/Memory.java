package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Memory of a process.
public final class Memory {
    /// As the serial collector tells it: `DefNew     total 4928K, used 1792K [`.
    private static final Pattern USED = Pattern.compile("\\stotal \\d+K, used (\\d+)K");

    private Memory() {}

    /// Its proportional set size in MiB: its own pages, and its share of those that others have too.
    public static double pss(long pid) throws IOException {
        return mib(pid, "Pss:");
    }

    /// Its resident set size in MiB.
    public static double rss(long pid) throws IOException {
        return mib(pid, "Rss:");
    }

    /// What it has written in MiB, which Linux can neither share nor take back.
    public static double dirty(long pid) throws IOException {
        return mib(pid, "Private_Dirty:");
    }

    /// Has a JVM collect its garbage.
    public static void collect(long pid) throws IOException, InterruptedException {
        Jvm.tell(pid, "GC.run");
    }

    /// Bytes of a JVM's heap in use, garbage included.
    public static long heap(long pid) throws IOException, InterruptedException {
        return USED.matcher(Jvm.tell(pid, "GC.heap_info"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)) << 10)
                .sum();
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
