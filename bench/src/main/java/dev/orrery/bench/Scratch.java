package dev.orrery.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for the time of a measurement: logs, stores.
public final class Scratch {
    private Scratch() {}

    /// What is done with the folder.
    public interface Work<T> {
        T in(Path folder) throws Exception;
    }

    /// The folder is gone afterwards; where the work fails, it stays for whoever wants to know why.
    public static <T> T with(Work<T> work) throws Exception {
        var folder = Files.createTempDirectory("orrery-bench");
        boolean whole = false;
        try {
            var result = work.in(folder);
            whole = true;
            return result;
        } finally {
            if (whole) {
                delete(folder);
            } else {
                System.err.println("bench: the logs of its processes are in " + folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
