package dev.orrery.bench.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another JVM of the bench, spoken to by lines. It ends when this one does, as its input ends then.
public final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;
    private final String ready;

    private Child(String name, Process process) throws IOException {
        this.name = name;
        this.process = process;
        this.to = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.ready = read();
    }

    /// Returns when it has said that it is ready.
    ///
    /// @param folder    where its log goes
    /// @param jvm       flags beside the usual ones
    /// @param arguments of the command; the first is its name
    public static Child start(Path folder, List<String> jvm, List<String> arguments) throws IOException {
        var name = arguments.getFirst();
        var command = new ArrayList<>(Jvm.command(jvm));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.orrery.bench.Bench"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        return new Child(name, process);
    }

    public long pid() {
        return process.pid();
    }

    /// What it said when it was ready.
    public String ready() {
        return ready;
    }

    public String ask(String line) throws IOException {
        to.println(line);
        return read();
    }

    @Override
    public void close() {
        to.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String read() throws IOException {
        var line = from.readLine();
        if (line == null) {
            throw new IOException("The process “%s” ended; its log says why.".formatted(name));
        }
        return line;
    }
}
