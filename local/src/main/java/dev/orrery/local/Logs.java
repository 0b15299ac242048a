package dev.orrery.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;

/// Where the embedded stores write what they have to say: into a file, and only what went wrong.
final class Logs {
    private Logs() {}

    static void to(Path file) throws IOException {
        var settings = """
                handlers=java.util.logging.FileHandler
                .level=WARNING
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format=%%1$tF %%1$tT %%4$s %%3$s: %%5$s%%6$s%%n
                """.formatted(file.toString().replace("%", "%%"));
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
    }
}
