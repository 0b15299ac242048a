package dev.orrery.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    static final List<Golden> GOLDEN = Golden.VERSION_1;

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void everyGoldenFileIsReadAndWrittenBackAsItWas(Golden golden) throws Exception {
        var event = EventCodec.decode(golden.topic().value(), golden.bytes());

        var json = EventCodec.json();
        assertThat(json.readTree(EventCodec.encode(event))).isEqualTo(json.readTree(golden.bytes()));
    }

    @ParameterizedTest
    @FieldSource("GOLDEN")
    void whatALaterReleaseAddsIsIgnored(Golden golden) throws Exception {
        var json = EventCodec.json();
        var later = (ObjectNode) json.readTree(golden.bytes());
        later.putObject("invented").put("by", "a later release");

        assertThat(EventCodec.decode(golden.topic().value(), json.writeValueAsBytes(later)))
                .isEqualTo(EventCodec.decode(golden.topic().value(), golden.bytes()));
    }

    @Test
    void aCauseOfALaterReleaseIsNone() throws Exception {
        var json = EventCodec.json();
        var later = (ObjectNode) json.readTree(golden("feed-status-cause"));
        ((ObjectNode) later.get("health")).put("cause", "eclipse").put("pace", "tidal");

        var health = EventCodec.decode(FeedStatus.class, json.writeValueAsBytes(later))
                .health();

        assertThat(health.cause()).isNull();
        assertThat(health.pace()).isNull();
        assertThat(health.reason()).isEqualTo("No secure connection to ann.example: its certificate has expired.");
    }

    private static byte[] golden(String name) {
        return Golden.VERSION_1.stream()
                .filter(golden -> golden.file().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    @Test
    void whatIsUnknownIsAbsent() {
        var verdict = new Verdict("clocks", "e-1", Verdict.Kind.HIDE, "bo", Instant.EPOCH, null);

        assertThat(new String(EventCodec.encode(verdict), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"planet":"clocks","entryId":"e-1","verdict":"hide","by":"bo","at":"1970-01-01T00:00:00Z"}""");
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> EventCodec.decode(Verdict.class, bytes("{\"planet\":\"clocks\"}")))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("not a Verdict: `entryId` is missing");
    }

    @Test
    void aFieldMissingDeepInsideIsNamedByItsPath() throws Exception {
        var json = EventCodec.json();
        var planet = (ObjectNode) json.readTree(golden("planet"));
        ((ObjectNode) planet.at("/subscriptions/0")).remove("name");

        assertThatThrownBy(() -> EventCodec.decode(Planet.class, json.writeValueAsBytes(planet)))
                .hasMessage("not a Planet: `subscriptions.name` is missing");
    }

    @Test
    void bytesThatAreNoJsonAreUnreadable() {
        assertThatThrownBy(() -> EventCodec.decode(Verdict.class, bytes("<xml/>")))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> EventCodec.decode(Verdict.class, bytes("null")))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> EventCodec.decode(Verdict.class, new byte[0])).isInstanceOf(UnreadableEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw-entry", "raw-entry-withdrawn"})
    void anEntryWhoseSourceWasEncodedBeforeIsTheSameRecord(String file) throws Exception {
        var bytes = new Golden(file, "raw-entry", Topics.RAW_ENTRIES).bytes();
        var entry = EventCodec.decode(RawEntry.class, bytes);
        var source = entry.source() == null ? null : EventCodec.encode(entry.source());

        assertThat(EventCodec.record(entry, source))
                .usingRecursiveComparison()
                .isEqualTo(EventCodec.record(Topics.RAW_ENTRIES, entry.entryId(), entry));
    }

    @Test
    void aRecordCarriesItsVersionAndIsReadBack() throws Exception {
        var verdict = new Verdict("clocks", "e-1", Verdict.Kind.PIN, "bo", Instant.EPOCH, "Well told.");

        var record = consumed(EventCodec.record(Topics.MODERATION, verdict.key(), verdict));

        assertThat(record.headers().lastHeader("orrery-version").value()).isEqualTo(bytes("1"));
        assertThat(record.key()).isEqualTo("clocks/e-1");
        assertThat(EventCodec.value(Topics.MODERATION, record)).isEqualTo(verdict);
    }

    @Test
    void aTombstoneCarriesItsRevision() throws Exception {
        var record = consumed(EventCodec.tombstone(Topics.PLANETS, "clocks", 7));

        assertThat(EventCodec.value(Topics.PLANETS, record)).isNull();
        assertThat(EventCodec.revision(record)).isEqualTo(7);
    }

    @Test
    void aVersionWeDoNotKnowIsUnreadable() {
        var record = consumed(EventCodec.tombstone(Topics.PLANETS, "clocks", 7));
        record.headers().remove("orrery-version").add("orrery-version", bytes("2"));

        assertThatThrownBy(() -> EventCodec.value(Topics.PLANETS, record))
                .hasMessage("version 2 of the contract; this reader knows 1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
