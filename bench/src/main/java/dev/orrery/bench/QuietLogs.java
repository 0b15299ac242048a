package dev.orrery.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// Of Kafka's and MongoDB's clients and servers only what is severe: a measurement prints its tables.
public final class QuietLogs {
    private static final String LEVELS = "handlers=java.util.logging.ConsoleHandler\n.level=SEVERE\n";

    private QuietLogs() {}

    /// Of this process, from now on.
    public static void please() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(LEVELS.getBytes(StandardCharsets.UTF_8)));
    }
}
