package dev.orrery.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates what is missing of [Topics#ALL]. Every service calls it when it starts: whichever comes first does the work.
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final int ATTEMPT_MS = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private TopicSetup() {}

    /// Waits for the broker as long as it takes; a store that is down is waited for. When it returns, the topics are
    /// there and brokers tell of them.
    ///
    /// @throws InterruptedException if the thread was told to stop meanwhile
    public static void ensure(String bootstrap) throws InterruptedException {
        var settings = Map.<String, Object>of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ATTEMPT_MS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ATTEMPT_MS,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        try (var admin = Admin.create(settings)) {
            for (boolean told = false; !tryOnce(admin, bootstrap); told = true) {
                if (!told) {
                    LOG.info("Kafka at {} does not answer yet; waiting for it.", bootstrap);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean tryOnce(Admin admin, String bootstrap) throws InterruptedException {
        try {
            create(admin);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException(
                    "Kafka at %s refuses to create our topics: %s".formatted(bootstrap, e.getMessage()), e);
        }
    }

    private static void create(Admin admin) throws ExecutionException, InterruptedException {
        var existing = new HashSet<>(admin.listTopics().names().get());
        var missing = new ArrayList<NewTopic>();
        for (var topic : Topics.ALL) {
            if (!existing.contains(topic.name())) {
                missing.add(asNew(topic));
            }
        }
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        // That a topic was created, by us or by whoever was quicker, does not yet mean that brokers tell of it.
        admin.describeTopics(Topics.ALL.stream().map(Topic::name).toList())
                .allTopicNames()
                .get();
    }

    private static NewTopic asNew(Topic<?> topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(configs(topic));
    }

    /// Public for whoever creates topics by other means, and for tests.
    public static Map<String, String> configs(Topic<?> topic) {
        var max = Integer.toString(topic.maxMessageBytes());
        return switch (topic.policy()) {
            case COMPACT ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "producer",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        max);
            case TIME ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Topics.DEAD_LETTER_RETENTION.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        max);
        };
    }

    /// The names, for consumers' subscriptions.
    public static List<String> names(Topic<?>... topics) {
        return List.of(topics).stream().map(Topic::name).toList();
    }
}
