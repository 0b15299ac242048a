package dev.orrery.local;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A command as somebody typed it, with what it printed so far.
final class Command implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Command(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static Command run(Path program, String... arguments) throws IOException {
        return start(Map.of(), program, arguments);
    }

    static Command runWith(String variable, String value, Path program, String... arguments) throws IOException {
        return start(Map.of(variable, value), program, arguments);
    }

    private static Command start(Map<String, String> environment, Path program, String... arguments)
            throws IOException {
        // Whatever runs the tests in the background has Ctrl-C ignored, and what it starts inherits that.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", program.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Command(builder.start());
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println("  > " + line);
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(" + e.getMessage() + ")");
        }
    }

    /// Returns the first line with this beginning, as soon as it is there.
    String awaitLine(String start, Duration patience) {
        await("a line that starts with " + start)
                .atMost(patience)
                .until(() -> !process.isAlive() || lines.stream().anyMatch(line -> line.startsWith(start)));
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("it ended without “%s”:\n%s".formatted(start, output())));
    }

    String lastLine() {
        return lines.getLast();
    }

    String output() throws AssertionError {
        return String.join("\n", lines);
    }

    /// It and everything it started.
    List<ProcessHandle> processes() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /// Ctrl-C in a terminal goes to the whole foreground group; the services are in it too.
    void interrupt() throws IOException, InterruptedException {
        for (var one : processes()) {
            new ProcessBuilder("kill", "-INT", Long.toString(one.pid())).start().waitFor();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it did not end:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            processes().forEach(ProcessHandle::destroy);
        }
    }
}
