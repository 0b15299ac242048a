package dev.orrery.bench.rounds;

import dev.orrery.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where a process' time goes, by JFR's CPU-time samples (JEP 509) and by the kernel's account of its threads.
///
/// Samples are taken every 5 ms of CPU, so they add little, but what they say of a short run is rough.
public final class Profile {
    private static final int LINES = 25;
    private static final String OURS = "dev.orrery.";

    private final long pid;
    private final Path file;
    private final Map<String, Duration> threadsBefore;

    private Profile(long pid, Path file, Map<String, Duration> threadsBefore) {
        this.pid = pid;
        this.file = file;
        this.threadsBefore = threadsBefore;
    }

    public static Profile start(long pid) throws IOException, InterruptedException {
        var file = Files.createTempFile("orrery-bench", ".jfr");
        Jvm.tell(pid, "JFR.start", "name=bench", "jdk.CPUTimeSample#enabled=true", "jdk.CPUTimeSample#throttle=5ms");
        return new Profile(pid, file, Threads.cpu(pid));
    }

    /// Ends it.
    ///
    /// @param what  was done, in the plural: `polls`
    /// @param count of them meanwhile
    public String report(String title, String what, long count) throws IOException, InterruptedException {
        var threads = Threads.cpu(pid);
        Jvm.tell(pid, "JFR.stop", "name=bench", "filename=" + file);
        var samples = new Samples();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                samples.add(recording.readEvent());
            }
        }
        Files.delete(file);
        threadsBefore.forEach((name, cpu) -> threads.computeIfPresent(name, (_, after) -> after.minus(cpu)));
        return "%n== %s: %d %s ==%n%n%s%n%n%s%n"
                .formatted(title, count, what, threadTable(threads, count).text(false), samples.text());
    }

    private static Table threadTable(Map<String, Duration> threads, long count) {
        var table = new Table("threads", "CPU ms", "µs each");
        threads.entrySet().stream()
                .filter(thread -> thread.getValue().toMillis() > 0)
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(LINES)
                .forEach(thread -> table.row(
                        thread.getKey(),
                        Long.toString(thread.getValue().toMillis()),
                        Long.toString(thread.getValue().toNanos() / 1_000 / Math.max(1, count))));
        return table;
    }

    private static final class Samples {
        private final Map<String, Integer> own = new HashMap<>();
        private final Map<String, Integer> below = new HashMap<>();
        private int count;

        void add(RecordedEvent event) {
            var stack = event.getStackTrace();
            if (!event.getEventType().getName().equals("jdk.CPUTimeSample")
                    || stack == null
                    || stack.getFrames().isEmpty()) {
                return;
            }
            count++;
            own.merge(name(stack.getFrames().getFirst()), 1, Integer::sum);
            var seen = new HashSet<String>();
            for (var frame : stack.getFrames()) {
                var name = name(frame);
                // A lambda's wrapper says what the method in it says too.
                if (name.startsWith(OURS) && !name.contains("$$Lambda") && seen.add(name)) {
                    below.merge(name.substring(OURS.length()), 1, Integer::sum);
                }
            }
        }

        String text() {
            return "%d samples%n%n%s%n%n%s"
                    .formatted(count, table("in or below, of ours", below), table("in itself", own));
        }

        private String table(String head, Map<String, Integer> counts) {
            var table = new Table(head, "%");
            new TreeMap<>(counts)
                    .entrySet().stream()
                            .sorted(Map.Entry.<String, Integer>comparingByValue()
                                    .reversed())
                            .limit(LINES)
                            .forEach(line ->
                                    table.row(line.getKey(), "%.1f".formatted(100.0 * line.getValue() / count)));
            return table.text(false);
        }

        private static String name(RecordedFrame frame) {
            var method = frame.getMethod();
            return method.getType().getName() + "." + method.getName();
        }
    }
}
