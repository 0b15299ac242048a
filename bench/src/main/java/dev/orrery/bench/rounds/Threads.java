package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// CPU of a process' threads, from the kernel's scheduler (`/proc/PID/task/TID/schedstat`, nanoseconds).
final class Threads {
    private Threads() {}

    /// By name, numbers in it left out, so that the threads of a pool are one.
    static Map<String, Duration> cpu(long pid) throws IOException {
        var byName = new HashMap<String, Duration>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/%d/task".formatted(pid)))) {
            for (var task : tasks) {
                try {
                    var name = Files.readString(task.resolve("comm")).strip().replaceAll("\\d+", "N");
                    var nanos = Long.parseLong(
                            Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
                    byName.merge(name, Duration.ofNanos(nanos), Duration::plus);
                } catch (NoSuchFileException e) {
                    // The thread has ended since it was listed.
                }
            }
        }
        return byName;
    }
}
