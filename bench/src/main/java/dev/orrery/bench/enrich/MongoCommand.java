package dev.orrery.bench.enrich;

import dev.orrery.bench.QuietLogs;
import dev.orrery.bench.rounds.Conversation;
import dev.orrery.local.EmbeddedKafka;
import dev.orrery.local.EmbeddedMongo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The embedded MongoDB as a process of its own.
@Command(name = "mongo", hidden = true)
public final class MongoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER")
    Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        QuietLogs.please();
        try (var mongo = EmbeddedMongo.start(folder, EmbeddedKafka.freePorts(1)[0])) {
            Conversation.hold(mongo.connectionString(""), line -> "");
        }
        return 0;
    }
}
