package dev.orrery.bench.rounds;

import dev.orrery.bench.QuietLogs;
import dev.orrery.local.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The embedded Kafka as a process of its own.
@Command(name = "kafka", hidden = true)
public final class KafkaCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER")
    Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        try (var kafka = EmbeddedKafka.start(folder, EmbeddedKafka.freePorts(1)[0])) {
            Conversation.hold(kafka.bootstrap(), line -> "");
        }
        return 0;
    }
}
