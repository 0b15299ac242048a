package dev.orrery.publisher.hub;

import dev.orrery.events.EventCodec;
import dev.orrery.events.HubSubscription;
import dev.orrery.events.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Subscriptions on `orrery.hub-subscriptions`. It waits for the acknowledgement, though not for ever: who does not
/// get one asks again.
final class SubscriptionTopic implements SubscriptionLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionTopic.class);

    private final Producer<String, byte @Nullable []> producer;

    SubscriptionTopic(Producer<String, byte @Nullable []> producer) {
        this.producer = producer;
    }

    @Override
    public boolean put(HubSubscription subscription) {
        return send(EventCodec.record(Topics.HUB_SUBSCRIPTIONS, subscription.id(), subscription));
    }

    @Override
    public boolean end(HubSubscription subscription) {
        var revision = subscription.since().toEpochMilli();
        return send(EventCodec.tombstone(Topics.HUB_SUBSCRIPTIONS, subscription.id(), revision));
    }

    private boolean send(ProducerRecord<String, byte @Nullable []> record) {
        try {
            producer.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("A hub's subscription could not be noted: {}", e.getMessage());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
