package dev.orrery.bench.rounds;

import dev.orrery.local.EmbeddedKafka;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The embedded Kafka as a process of its own.
@Command(name = "kafka", hidden = true)
public final class KafkaCommand implements Callable<Integer> {
    private static final String LOG_LEVELS = "handlers=java.util.logging.ConsoleHandler\n.level=SEVERE\n";

    @Parameters(paramLabel = "FOLDER")
    Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(LOG_LEVELS.getBytes(StandardCharsets.UTF_8)));
        try (var kafka = EmbeddedKafka.start(folder, EmbeddedKafka.freePorts(1)[0])) {
            Conversation.hold(kafka.bootstrap(), line -> "");
        }
        return 0;
    }
}
