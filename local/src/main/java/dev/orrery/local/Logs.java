package dev.orrery.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/// Where the embedded stores write what they have to say: into a file, and only what went wrong. That the MongoDB
/// server makes no use of an index is known.
final class Logs {
    private Logs() {}

    /// Commands say what there is to say; of what libraries tell, only what went wrong is for people, on one line.
    static void quiet() throws IOException {
        LoggerFactory.getILoggerFactory();
        configure("""
                handlers=java.util.logging.ConsoleHandler
                .level=SEVERE
                dev.orrery.level=WARNING
                java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format=orrery: %5$s%n
                """);
    }

    static void to(Path file) throws IOException {
        // Before there are several threads: what they log while SLF4J looks for its provider, it complains of.
        LoggerFactory.getILoggerFactory();
        var settings = """
                handlers=java.util.logging.FileHandler
                .level=WARNING
                de.bwaldvogel.mongo.backend.AbstractMongoDatabase.level=SEVERE
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format=%%1$tF %%1$tT %%4$s %%3$s: %%5$s%%6$s%%n
                """.formatted(file.toString().replace("%", "%%"));
        configure(settings);
    }

    private static void configure(String settings) throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
    }
}
