package dev.orrery.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One service as a process of its own, its output in a log file and, line by line, wherever the caller wants it.
///
/// A terminal sends Ctrl-C to every process at once; the services ignore it, so that they can be stopped in order. They
/// end when this process does, however it ends: each holds the other end of a pipe, and takes its closing for a TERM.
public final class ServiceProcess implements AutoCloseable {
    private static final String CACHE = "publisher-%s.aot".formatted(Runtime.version());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// `$$` stays the shell's own number after `exec`, so the watcher of the pipe ends the service itself.
    private static final String SHELL = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            (cat <&3 >/dev/null; kill -TERM $$ 2>/dev/null) >/dev/null 2>&1 &
            exec 3<&-
            exec "$@"
            """;

    private final String name;
    private final Process process;

    private ServiceProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /// @param command     the program and its arguments
    /// @param environment added to this process's own
    /// @param log         gets everything the service says, added at its end
    /// @param lines       gets the same, a line at a time
    public static ServiceProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> lines)
            throws IOException {
        var shell = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, name));
        shell.addAll(command);
        var builder = new ProcessBuilder(shell).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        Thread.ofPlatform().daemon().name(name + "-output").start(() -> copy(process, log, lines));
        return new ServiceProcess(name, process);
    }

    /// The flag for Java's cache of a service's classes, where `publisher/aot-cache` has made one. One that
    /// does not fit is worse than none.
    ///
    /// @param jar that is run
    public static List<String> cachedClasses(Path jar) {
        var cache = jar.resolveSibling(CACHE).toFile();
        return cache.lastModified() > jar.toFile().lastModified() ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    public String name() {
        return name;
    }

    public Process process() {
        return process;
    }

    /// Asks it to end, waits, and makes it end.
    @Override
    public void close() {
        // By the handle, since the process itself would also close what its last lines are read from.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Process process, Path log, Consumer<String> lines) {
        try (var out = new PrintWriter(Files.newBufferedWriter(
                        log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
                var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.println(line);
                out.flush();
                lines.accept(line);
            }
        } catch (IOException e) {
            lines.accept("(its output could not be read any further: " + e.getMessage() + ")");
        }
    }
}
