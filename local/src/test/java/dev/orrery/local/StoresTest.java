package dev.orrery.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
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
            try (var producer =
                    new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka.bootstrap(), "stores-test"))) {
                producer.send(new ProducerRecord<>(Topics.PLANETS.name(), "clocks", bytes("{}")))
                        .get();
            }
        }
        try (var kafka = EmbeddedKafka.start(folder, port)) {
            assertThat(keys(kafka.bootstrap(), Topics.PLANETS.name())).containsExactly("clocks");
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
                var resource = new ConfigResource(Type.TOPIC, topic.name());
                var configs =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                TopicSetup.configs(topic)
                        .forEach((name, value) ->
                                assertThat(configs.get(name).value()).as(name).isEqualTo(value));
            }
        }
    }

    private static List<String> keys(String bootstrap, String topic) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(KafkaSettings.consumer(bootstrap, "stores-test"))) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var keys = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
            return keys;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
