package dev.orrery.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A record that could not be handled, as it goes to `orrery.dead-letters`: the same key, bytes and headers, and
/// headers that say where it came from and what was wrong.
public final class DeadLetter {
    public static final String TOPIC = "orrery-topic";
    public static final String PARTITION = "orrery-partition";
    public static final String OFFSET = "orrery-offset";
    /// A sentence for people.
    public static final String REASON = "orrery-reason";
    /// The exception and the head of its stack.
    public static final String ERROR = "orrery-error";
    public static final String SERVICE = "orrery-service";
    public static final String AT = "orrery-at";

    private static final int FRAMES = 12;

    private DeadLetter() {}

    public static ProducerRecord<byte @Nullable [], byte @Nullable []> of(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, String service, Throwable error, Instant at) {
        var letter = new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                Topics.DEAD_LETTERS.name(), null, record.key(), record.value(), record.headers());
        var headers = letter.headers();
        headers.add(TOPIC, utf8(record.topic()));
        headers.add(PARTITION, utf8(Integer.toString(record.partition())));
        headers.add(OFFSET, utf8(Long.toString(record.offset())));
        headers.add(REASON, utf8(reason(error)));
        headers.add(ERROR, utf8(head(error)));
        headers.add(SERVICE, utf8(service));
        headers.add(AT, utf8(at.toString()));
        return letter;
    }

    private static String reason(Throwable error) {
        var message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }

    private static String head(Throwable error) {
        var text = new StringBuilder(error.toString());
        var frames = error.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append("\n\tat ").append(frames[i]);
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
