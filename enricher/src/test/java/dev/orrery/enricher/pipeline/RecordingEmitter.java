package dev.orrery.enricher.pipeline;

import dev.orrery.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A topic in memory: keeps what was produced, in order.
final class RecordingEmitter implements Emitter {
    private final List<ProducerRecord<String, byte @Nullable []>> records = new ArrayList<>();
    private final List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters = new ArrayList<>();

    @Override
    public synchronized void emit(List<ProducerRecord<String, byte @Nullable []>> more) {
        records.addAll(more);
    }

    @Override
    public synchronized void bury(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> more) {
        letters.addAll(more);
    }

    synchronized List<ProducerRecord<byte @Nullable [], byte @Nullable []>> letters() {
        return List.copyOf(letters);
    }

    /// Every value of a key in order; null for a tombstone.
    synchronized List<byte @Nullable []> values(Topic<?> topic, String key) {
        var values = new ArrayList<byte @Nullable []>();
        for (var record : records) {
            if (record.topic().equals(topic.name()) && record.key().equals(key)) {
                values.add(record.value());
            }
        }
        return values;
    }

    /// What a compacted topic would be left with: the last value of each key, tombstones gone.
    synchronized Map<String, byte[]> compacted(Topic<?> topic) {
        var last = new TreeMap<String, byte[]>();
        for (var record : records) {
            if (record.topic().equals(topic.name())) {
                var value = record.value();
                if (value == null) {
                    last.remove(record.key());
                } else {
                    last.put(record.key(), value);
                }
            }
        }
        return last;
    }

    @Override
    public void close() {}
}
