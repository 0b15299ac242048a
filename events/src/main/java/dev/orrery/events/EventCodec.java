package dev.orrery.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Records of this package to JSON and back.
///
/// JSON is UTF-8; times are RFC 3339 in UTC, durations ISO 8601; what is unknown is absent: there are no nulls, no
/// empty strings and no empty lists. Fields that a reader does not know are ignored, so fields may be added within
/// a version.
public final class EventCodec {
    /// Which version of the contract a record is written in. A record without it is taken for version 1.
    public static final String VERSION_HEADER = "orrery-version";

    /// The revision of the key, on every record that has one, so that a tombstone has one too.
    public static final String REVISION_HEADER = "orrery-revision";

    public static final int VERSION = 1;

    private static final JsonMapper JSON = mapper(new JsonFactory());

    private static final byte[] SOURCE = ",\"source\":".getBytes(StandardCharsets.US_ASCII);

    private EventCodec() {}

    /// The mapper that the contract is written with, for those who put its records somewhere else than on a topic.
    public static JsonMapper json() {
        return JSON;
    }

    /// One that writes and reads the same names and values in another of Jackson's formats.
    public static JsonMapper mapper(JsonFactory format) {
        return JsonMapper.builder(format)
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    public static byte[] encode(Object event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + event.getClass().getSimpleName(), e);
        }
    }

    public static <T> T decode(Class<T> type, byte[] json) throws UnreadableEvent {
        try {
            var event = JSON.readValue(json, type);
            if (event == null) {
                throw new UnreadableEvent("the value is JSON null, not a " + type.getSimpleName());
            }
            var missing = RequiredFields.missingFrom(event);
            if (missing != null) {
                throw new UnreadableEvent("not a %s: `%s` is missing".formatted(type.getSimpleName(), missing));
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent("not a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UnreadableEvent("not a %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
        }
    }

    /// A record to send, its version in the header.
    public static <T> ProducerRecord<String, byte @Nullable []> record(Topic<T> topic, String key, T value) {
        return stamped(new ProducerRecord<String, byte @Nullable []>(topic.name(), key, encode(value)));
    }

    /// As [#record(Topic, String, Object)], of an entry whose source was encoded before: its record is mostly that.
    ///
    /// @param source the JSON of `entry.source()`; null where that is
    public static ProducerRecord<String, byte @Nullable []> record(RawEntry entry, byte @Nullable [] source) {
        var value = source == null ? encode(entry) : joined(encode(entry.withoutSource()), source);
        return stamped(
                new ProducerRecord<String, byte @Nullable []>(Topics.RAW_ENTRIES.name(), entry.entryId(), value));
    }

    /// The source is an entry's last field.
    private static byte[] joined(byte[] entry, byte[] source) {
        int end = entry.length - 1;
        var whole = Arrays.copyOf(entry, end + SOURCE.length + source.length + 1);
        System.arraycopy(SOURCE, 0, whole, end, SOURCE.length);
        System.arraycopy(source, 0, whole, end + SOURCE.length, source.length);
        whole[whole.length - 1] = '}';
        return whole;
    }

    /// A tombstone: the key is gone, as of this revision.
    public static ProducerRecord<String, byte @Nullable []> tombstone(Topic<?> topic, String key, long revision) {
        var record = stamped(new ProducerRecord<String, byte @Nullable []>(topic.name(), key, null));
        record.headers().add(REVISION_HEADER, ascii(revision));
        return record;
    }

    /// The value of a consumed record, or null for a tombstone.
    ///
    /// @throws UnreadableEvent if the bytes are not a value of this topic in a version that we know
    public static <T> @Nullable T value(Topic<T> topic, ConsumerRecord<?, byte @Nullable []> record)
            throws UnreadableEvent {
        var version = number(record.headers(), VERSION_HEADER, VERSION);
        if (version != VERSION) {
            throw new UnreadableEvent("version %d of the contract; this reader knows %d".formatted(version, VERSION));
        }
        var bytes = record.value();
        return bytes == null ? null : decode(topic.value(), bytes);
    }

    /// The revision a tombstone carries; 0 if it carries none.
    public static long revision(ConsumerRecord<?, ?> record) throws UnreadableEvent {
        return number(record.headers(), REVISION_HEADER, 0);
    }

    private static ProducerRecord<String, byte @Nullable []> stamped(ProducerRecord<String, byte @Nullable []> record) {
        record.headers().add(VERSION_HEADER, ascii(VERSION));
        return record;
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static long number(Headers headers, String name, long otherwise) throws UnreadableEvent {
        var header = headers.lastHeader(name);
        if (header == null) {
            return otherwise;
        }
        var text = new String(header.value(), StandardCharsets.UTF_8);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableEvent("header %s is “%s”, not a number".formatted(name, text), e);
        }
    }
}
