package dev.orrery.bench.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How JVMs are started here: as the images start the services, so that what is measured is what runs.
final class Jvm {
    private static final List<String> USUAL = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TrimNativeHeapInterval=10000",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private Jvm() {}

    /// The program and its flags.
    static List<String> command(List<String> flags) {
        var command = new ArrayList<String>();
        command.add(program("java"));
        command.addAll(USUAL);
        command.addAll(flags);
        return command;
    }

    /// A program of the JDK that runs this.
    static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /// Has a JVM do something, as the JDK's `jcmd` does.
    ///
    /// @param words see `jcmd PID help`
    /// @return what it says
    static String tell(long pid, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program("jcmd"), Long.toString(pid)));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd failed: " + said);
        }
        return said;
    }
}
