package dev.orrery.local;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which running Orrery a command is about: this machine's, unless it is told otherwise.
final class StoresAt {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Its Kafka. Without: the one on this machine.")
    @Nullable
    String kafka;

    @Option(
            names = "--base-port",
            paramLabel = "N",
            description = "It was started on this machine with this --base-port.")
    @Nullable
    Integer basePort;

    /// The bootstrap servers of a Kafka that answers.
    String kafka() throws UserTrouble, InterruptedException {
        var address = kafka == null ? "localhost:" + ports().kafka() : kafka;
        try (var admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address))) {
            admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return address;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new UserTrouble("Kafka at %s does not answer: is Orrery running? ".formatted(address)
                    + "`--kafka HOST:PORT` or `--base-port N` say where it is.");
        }
    }

    /// The connection string of a MongoDB that answers.
    String mongodb(@Nullable String wanted) throws UserTrouble {
        var address = wanted == null ? "mongodb://localhost:%d/orrery".formatted(ports().mongodb()) : wanted;
        var hurried = address + (address.contains("?") ? "&" : "?") + "serverSelectionTimeoutMS=" + PATIENCE.toMillis();
        try (var client = MongoClients.create(hurried)) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return address;
        } catch (MongoException | IllegalArgumentException e) {
            throw new UserTrouble("MongoDB at %s does not answer: `--mongodb URI` says where it is."
                    .formatted(address.replaceFirst("//[^@/]*@", "//…@")));
        }
    }

    private Ports ports() throws UserTrouble {
        return basePort == null ? Ports.DEFAULT : Ports.from(basePort);
    }
}
