package dev.orrery.events.letters;

import dev.orrery.events.DeadLetterMark;
import dev.orrery.events.DeadLetterMark.Kind;
import dev.orrery.events.EventCodec;
import dev.orrery.events.KafkaSettings;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import dev.orrery.events.letters.Letter.Position;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// All dead letters there are, and what can be done about them.
///
/// A letter stays where it is; that something was done about it stands on a topic of its own.
public final class Letters implements AutoCloseable {
    private final Log log;
    private final Producer<byte @Nullable [], byte @Nullable []> producer;
    private final InstantSource clock;

    /// @param bootstrap of a Kafka that has our topics
    public Letters(String bootstrap, InstantSource clock) {
        this(bootstrap, producer(bootstrap), clock);
    }

    /// The same with a producer of the caller's own, for tests.
    public Letters(String bootstrap, Producer<byte @Nullable [], byte @Nullable []> producer, InstantSource clock) {
        this.log = new Log(bootstrap);
        this.producer = producer;
        this.clock = clock;
    }

    public static Producer<byte @Nullable [], byte @Nullable []> producer(String bootstrap) {
        return new KafkaProducer<>(KafkaSettings.deadLetterProducer(bootstrap, "orrery-dead-letters"));
    }

    /// Newest first.
    public List<Letter> all() {
        var marks = marks();
        var letters = new ArrayList<Letter>();
        for (var partition : log.partitions(Topics.DEAD_LETTERS.name())) {
            log.read(partition, 0, record -> letters.add(letter(record, marks)));
        }
        letters.sort(Comparator.comparing(Letter::at)
                .thenComparing(Letter::position, Comparator.comparingLong(Position::offset))
                .reversed());
        return letters;
    }

    public Optional<Letter> find(Position position) {
        var marks = marks();
        return record(position).map(record -> letter(record, marks));
    }

    /// The value its record had, as it is on the letter; empty for a tombstone.
    public Optional<byte[]> bytes(Letter letter) {
        return record(letter.position()).map(ConsumerRecord::value);
    }

    /// What comes of sending a letter's record again.
    public sealed interface Sending {
        /// @param position its topic, partition and offset, with hyphens between
        record Sent(String position) implements Sending {}

        /// Nothing was sent.
        ///
        /// @param reason a sentence
        record Kept(String reason) implements Sending {}
    }

    /// The record that came after a letter's on its topic under the same key and says more recent things; sending the
    /// letter's would hide it from everybody who starts anew. Null if there is none.
    public @Nullable String supersededBy(Letter letter) {
        var record = record(letter.position()).orElse(null);
        return record == null ? null : new Resending(log, producer).supersededBy(letter, record);
    }

    /// Sends the record as it was to where it came from, and marks the letter.
    public Sending resend(Letter letter) throws InterruptedException {
        var record = record(letter.position()).orElse(null);
        if (record == null) {
            return new Sending.Kept("Kafka has forgotten the letter.");
        }
        var sending = new Resending(log, producer).resend(letter, record);
        if (sending instanceof Sending.Sent(String position)) {
            mark(letter, Kind.RESENT, position);
        }
        return sending;
    }

    public void drop(Letter letter) throws InterruptedException {
        mark(letter, Kind.DROPPED, null);
    }

    private void mark(Letter letter, Kind kind, @Nullable String sentTo) throws InterruptedException {
        var mark = EventCodec.record(
                Topics.DEAD_LETTER_MARKS, letter.id(), new DeadLetterMark(letter.id(), kind, clock.instant(), sentTo));
        send(
                producer,
                new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                        mark.topic(),
                        null,
                        letter.id().getBytes(StandardCharsets.UTF_8),
                        mark.value(),
                        mark.headers()));
    }

    /// @return the offset, once it is acknowledged
    static long send(
            Producer<byte @Nullable [], byte @Nullable []> producer,
            ProducerRecord<byte @Nullable [], byte @Nullable []> record)
            throws InterruptedException {
        try {
            return producer.send(record).get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private static Letter letter(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Map<String, DeadLetterMark> marks) {
        return Letter.of(record, marks.get(new Position(record.partition(), record.offset()).toString()));
    }

    private Map<String, DeadLetterMark> marks() {
        var marks = new HashMap<String, DeadLetterMark>();
        for (var partition : log.partitions(Topics.DEAD_LETTER_MARKS.name())) {
            log.read(partition, 0, record -> {
                try {
                    var mark = EventCodec.value(Topics.DEAD_LETTER_MARKS, record);
                    if (mark != null) {
                        marks.put(mark.letter(), mark);
                    }
                } catch (UnreadableEvent _) {
                    // A mark of a later version: the letter counts as untouched, which harms nobody.
                }
            });
        }
        return marks;
    }

    private Optional<ConsumerRecord<byte @Nullable [], byte @Nullable []>> record(Position position) {
        var partition = position.topicPartition();
        if (!log.partitions(partition.topic()).contains(partition) || !isThere(partition, position.offset())) {
            return Optional.empty();
        }
        var found = new ArrayList<ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
        log.read(partition, position.offset(), position.offset() + 1, found::add);
        return found.stream().findFirst();
    }

    private boolean isThere(TopicPartition partition, long offset) {
        return offset >= log.begin(partition) && offset < log.end(partition);
    }

    @Override
    public void close() {
        producer.close();
        log.close();
    }
}
