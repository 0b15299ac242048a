package dev.orrery.events.letters;

import dev.orrery.events.Topic;
import dev.orrery.events.Topic.Policy;
import dev.orrery.events.Topics;
import dev.orrery.events.letters.Letters.Sending;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Sends a letter's record again so that for its key the newest revision stays the last one.
///
/// The enricher keeps the greatest revision whatever comes after it. But a compacted topic keeps the last record: were
/// an old revision sent behind a newer one, the newer one would be compacted away, and whoever starts anew would learn
/// the old one. So it is looked whether something newer is there, before sending, and again for what came meanwhile.
///
/// It goes to the partition it was in, whoever had chosen that.
final class Resending {
    private final Log log;
    private final Producer<byte @Nullable [], byte @Nullable []> producer;

    Resending(Log log, Producer<byte @Nullable [], byte @Nullable []> producer) {
        this.log = log;
        this.producer = producer;
    }

    @Nullable
    String supersededBy(Letter letter, ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        var source = letter.source();
        var topic = source == null ? null : topic(source);
        if (source == null || topic == null || topic.policy() != Policy.COMPACT) {
            return null;
        }
        var newer = newer(source, letter.offset() + 1, record).record();
        return newer == null ? null : source + "-" + newer.offset();
    }

    Sending resend(Letter letter, ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws InterruptedException {
        var source = letter.source();
        if (source == null) {
            return new Sending.Kept("The letter does not say where its record was.");
        }
        var topic = topic(source);
        if (topic == null) {
            return new Sending.Kept("Its record was on %s, which is no topic of ours.".formatted(source));
        }
        if (letter.cut() != null) {
            return new Sending.Kept(letter.cut());
        }
        var before = newer(source, letter.offset() + 1, record);
        if (before.record() != null && topic.policy() == Policy.COMPACT) {
            return new Sending.Kept("A newer record of the same key is at %s-%d: this one is not needed any more."
                    .formatted(source, before.record().offset()));
        }
        long offset = Letters.send(
                producer,
                new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                        source.topic(), source.partition(), record.key(), record.value(), letter.ownHeaders()));
        if (topic.policy() == Policy.COMPACT) {
            keepNewest(source, before.end(), offset, record);
        }
        return new Sending.Sent(source + "-" + offset);
    }

    /// What was produced between our look and our sending is sent once more, behind ours.
    private void keepNewest(
            TopicPartition source, long from, long ours, ConsumerRecord<byte @Nullable [], byte @Nullable []> record)
            throws InterruptedException {
        var overtaken = newer(source, from, ours, record);
        if (overtaken != null && newer(source, ours + 1, record).record() == null) {
            long again = Letters.send(
                    producer,
                    new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                            source.topic(),
                            source.partition(),
                            overtaken.timestamp(),
                            overtaken.key(),
                            overtaken.value(),
                            overtaken.headers()));
            keepNewest(source, ours + 1, again, overtaken);
        }
    }

    /// @param record the last of those that are newer; null if none is
    /// @param end    where the partition ended when it was looked
    private record Newer(@Nullable ConsumerRecord<byte @Nullable [], byte @Nullable []> record, long end) {}

    private Newer newer(TopicPartition source, long from, ConsumerRecord<byte @Nullable [], byte @Nullable []> than) {
        var found = new AtomicReference<@Nullable ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
        long end = log.read(source, from, other -> keep(found, other, than));
        return new Newer(found.get(), end);
    }

    private @Nullable ConsumerRecord<byte @Nullable [], byte @Nullable []> newer(
            TopicPartition source, long from, long to, ConsumerRecord<byte @Nullable [], byte @Nullable []> than) {
        var found = new AtomicReference<@Nullable ConsumerRecord<byte @Nullable [], byte @Nullable []>>();
        if (from < to) {
            log.read(source, from, to, other -> keep(found, other, than));
        }
        return found.get();
    }

    private static void keep(
            AtomicReference<@Nullable ConsumerRecord<byte @Nullable [], byte @Nullable []>> found,
            ConsumerRecord<byte @Nullable [], byte @Nullable []> other,
            ConsumerRecord<byte @Nullable [], byte @Nullable []> than) {
        if (other.key() != null && Arrays.equals(other.key(), than.key()) && Revision.isNewer(other, than)) {
            found.set(other);
        }
    }

    private static @Nullable Topic<?> topic(TopicPartition source) {
        return Topics.ALL.stream()
                .filter(topic ->
                        !topic.equals(Topics.DEAD_LETTERS) && topic.name().equals(source.topic()))
                .filter(topic -> source.partition() < topic.partitions())
                .findFirst()
                .orElse(null);
    }
}
