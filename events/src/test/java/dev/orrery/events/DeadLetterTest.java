package dev.orrery.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void aDeadLetterKeepsItsBytesAndSaysWhereItCameFromAndWhy() {
        var record = new ConsumerRecord<>("orrery.raw-entries", 4, 17L, bytes("e-1"), bytes("{broken"));
        record.headers().add("orrery-version", bytes("1"));

        var letter = DeadLetter.of(record, "enricher", new UnreadableEvent("not a RawEntry"), Instant.EPOCH);

        assertThat(letter.topic()).isEqualTo("orrery.dead-letters");
        assertThat(letter.key()).isEqualTo(bytes("e-1"));
        assertThat(letter.value()).isEqualTo(bytes("{broken"));
        assertThat(letter.headers())
                .extracting(header -> header.key() + "="
                        + text(header.value()).lines().findFirst().orElse(""))
                .containsExactly(
                        "orrery-version=1",
                        "orrery-topic=orrery.raw-entries",
                        "orrery-partition=4",
                        "orrery-offset=17",
                        "orrery-reason=not a RawEntry",
                        "orrery-error=dev.orrery.events.UnreadableEvent: not a RawEntry",
                        "orrery-service=enricher",
                        "orrery-at=1970-01-01T00:00:00Z");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
