package dev.orrery.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
    /// A sentence, where the value is missing because a letter with it would be larger than a record may be.
    public static final String CUT = "orrery-cut";

    /// What a letter adds to the headers of its record, each once and after the record's own.
    public static final List<String> ADDED = List.of(TOPIC, PARTITION, OFFSET, REASON, ERROR, SERVICE, AT, CUT);

    private static final int FRAMES = 12;
    private static final int FRAMES_OF_CAUSE = 4;
    private static final int CAUSES = 3;
    private static final int LONGEST_SENTENCE = 1_000;

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

    /// The same letter without the record's value.
    public static ProducerRecord<byte @Nullable [], byte @Nullable []> withoutValue(
            ProducerRecord<byte @Nullable [], byte @Nullable []> letter) {
        var value = letter.value();
        var cut = new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                letter.topic(), null, letter.key(), null, letter.headers());
        cut.headers()
                .add(
                        CUT,
                        utf8("The value of %d bytes is left out: a letter with it would be too large."
                                .formatted(value == null ? 0 : value.length)));
        return cut;
    }

    private static String reason(Throwable error) {
        var message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : cut(message);
    }

    private static String head(Throwable error) {
        var text = new StringBuilder();
        append(text, error, FRAMES);
        var cause = error.getCause();
        for (int i = 0; i < CAUSES && cause != null; i++) {
            append(text.append("\nCaused by: "), cause, FRAMES_OF_CAUSE);
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable error, int most) {
        text.append(cut(error.toString()));
        var frames = error.getStackTrace();
        for (int i = 0; i < Math.min(most, frames.length); i++) {
            text.append("\n\tat ").append(frames[i]);
        }
    }

    /// Messages of exceptions may quote all of what was wrong.
    private static String cut(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE
                ? sentence
                : sentence.substring(0, sentence.offsetByCodePoints(0, sentence.codePointCount(0, LONGEST_SENTENCE)))
                        + "…";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
