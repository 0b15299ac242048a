package dev.orrery.publisher.live;

import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Topics;
import dev.orrery.events.UnreadableEvent;
import dev.orrery.publisher.library.FeedMark;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// From a record to the change it means. For one thread.
///
/// Records of `orrery.entries` are not needed: an entry's new revision comes with new placements.
final class ChangeReader {
    private final Changes changes;
    private final Echoes echoes;
    private final Map<String, FeedMark> marks = new HashMap<>();

    ChangeReader(Changes changes, Echoes echoes) {
        this.changes = changes;
        this.echoes = echoes;
    }

    void read(ConsumerRecord<byte[], byte @Nullable []> record) {
        if (record.key() == null) {
            return;
        }
        var key = new String(record.key(), StandardCharsets.UTF_8);
        var topic = record.topic();
        if (topic.equals(Topics.PLACEMENTS.name())) {
            placement(key, record);
        } else if (topic.equals(Topics.PLANETS.name())) {
            echoes.tell(() -> changes.definition(key));
        } else if (topic.equals(Topics.FEEDS.name())) {
            feed(key, record);
        }
    }

    private void placement(String key, ConsumerRecord<byte[], byte @Nullable []> record) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            changes.planet(key);
        } else {
            changes.placed(key.substring(0, slash), key.substring(slash + 1), () -> placement(record));
        }
    }

    private static @Nullable Placement placement(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            return EventCodec.value(Topics.PLACEMENTS, record);
        } catch (UnreadableEvent _) {
            // Whoever asked does without: what counts is what is stored.
            return null;
        }
    }

    /// Most statuses tell of a poll that changed nothing which planets' pages show: those concern health pages alone.
    private void feed(String feedId, ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            var status = EventCodec.value(Topics.FEEDS, record);
            var mark = status == null ? null : FeedMark.of(status);
            var before = mark == null ? marks.remove(feedId) : marks.put(feedId, mark);
            boolean looksTheSame = Objects.equals(mark, before);
            echoes.tell(() -> {
                if (looksTheSame) {
                    changes.health(feedId);
                } else {
                    changes.feed(feedId);
                }
            });
        } catch (UnreadableEvent _) {
            // The enricher cannot read it either and files it under dead letters; the page stays as it is.
        }
    }
}
