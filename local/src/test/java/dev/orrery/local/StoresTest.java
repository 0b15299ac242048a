package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import dev.orrery.events.EventCodec;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded servers keep what they acknowledged.
class StoresTest {
    @TempDir
    Path folder;

    @Test
    void kafkaHasOurTopicsAndKeepsItsRecordsOverARestart() throws Exception {
        int port = EmbeddedKafka.freePort();
        try (var kafka = EmbeddedKafka.start(folder, port)) {
            TopicSetup.ensure(kafka.bootstrap());
            TopicSetup.ensure(kafka.bootstrap());
            assertTopicsAreAsTheContractSays(kafka.bootstrap());
            Records.produce(kafka.bootstrap(), List.of(EventCodec.tombstone(Topics.PLANETS, "clocks", 1)));
        }
        try (var kafka = EmbeddedKafka.start(folder, port)) {
            assertThat(Records.of(kafka.bootstrap(), Topics.PLANETS.name()))
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .containsExactly("clocks");
        }
    }

    @Test
    void mongoKeepsItsDocumentsOverARestart() throws Exception {
        int port = EmbeddedKafka.freePort();
        try (var mongo = EmbeddedMongo.start(folder, port);
                var client = MongoClients.create(mongo.connectionString("orrery"))) {
            client.getDatabase("orrery").getCollection("entries").insertOne(new Document("_id", "e-1"));
        }
        try (var mongo = EmbeddedMongo.start(folder, port);
                var client = MongoClients.create(mongo.connectionString("orrery"))) {
            assertThat(client.getDatabase("orrery").getCollection("entries").find())
                    .containsExactly(new Document("_id", "e-1"));
        }
    }

    private static void assertTopicsAreAsTheContractSays(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (var topic : Topics.ALL) {
                var described = admin.describeTopics(List.of(topic.name()))
                        .allTopicNames()
                        .get()
                        .get(topic.name());
                assertThat(described.partitions()).as(topic.name()).hasSize(topic.partitions());
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                var configs =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                TopicSetup.configs(topic)
                        .forEach((name, value) ->
                                assertThat(configs.get(name).value()).as(name).isEqualTo(value));
            }
        }
    }
}
