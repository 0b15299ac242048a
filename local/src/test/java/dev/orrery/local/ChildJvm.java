package dev.orrery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Another JVM with this test's class path, to be killed.
final class ChildJvm {
    private ChildJvm() {}

    static Command run(Class<?> main, String... arguments) throws IOException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                "-cp",
                classPath,
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                main.getName()));
        command.addAll(List.of(arguments));
        return Command.run(Path.of(System.getProperty("java.home"), "bin", "java"), command.toArray(String[]::new));
    }

    /// Says that the process stands where it is to be killed, and stays there.
    static void standStill(String where) {
        System.out.println("AT " + where);
        while (true) {
            LockSupport.park();
        }
    }
}
