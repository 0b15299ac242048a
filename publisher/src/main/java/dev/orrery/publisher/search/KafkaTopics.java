package dev.orrery.publisher.search;

import dev.orrery.events.KafkaSettings;
import dev.orrery.events.TopicSetup;
import dev.orrery.events.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The topics of a Kafka, read in small bites: there is time, and little memory.
public record KafkaTopics(String bootstrap) implements TopicSource {
    private static final int MIB = 1 << 20;
    private static final int RECORDS = 200;

    @Override
    public String await() throws InterruptedException {
        TopicSetup.ensure(bootstrap);
        var settings = Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (var admin = Admin.create(settings)) {
            var ids = new TreeMap<String, String>();
            admin.describeTopics(TopicSetup.names(Topics.ENTRIES, Topics.PLACEMENTS))
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids.toString();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public Consumer<byte[], byte @Nullable []> consumer() {
        var settings = KafkaSettings.consumer(bootstrap, "orrery-publisher-search");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * MIB);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB);
        return new KafkaConsumer<>(settings);
    }
}
