package dev.orrery.enricher.pipeline;

import dev.orrery.events.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Produces to Kafka: all at once, then waits for each acknowledgement.
public final class KafkaEmitter implements Emitter {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Producer<byte @Nullable [], byte @Nullable []> producer;

    /// One producer with keys of bytes serves dead letters too; a text key is the same bytes as with a text serializer.
    public KafkaEmitter(String bootstrap) {
        this.producer = new KafkaProducer<>(KafkaSettings.deadLetterProducer(bootstrap, "orrery-enricher"));
    }

    @Override
    public void emit(List<ProducerRecord<String, byte @Nullable []>> records) throws InterruptedException {
        var sent = new ArrayList<Future<?>>(records.size());
        for (var record : records) {
            var key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(record.topic(), null, key, record.value(), record.headers())));
        }
        await(sent);
    }

    @Override
    public void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters) throws InterruptedException {
        var sent = new ArrayList<Future<?>>(letters.size());
        for (var letter : letters) {
            sent.add(producer.send(letter));
        }
        await(sent);
    }

    private static void await(List<Future<?>> sent) throws InterruptedException {
        for (var future : sent) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
