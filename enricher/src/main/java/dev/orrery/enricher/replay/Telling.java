package dev.orrery.enricher.replay;

import dev.orrery.enricher.pipeline.Emitter;
import dev.orrery.enricher.replay.Comparison.Pair;
import dev.orrery.enricher.store.Values;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement;
import dev.orrery.events.Topic;
import dev.orrery.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Produces what the generation that is live now says otherwise than the one before, and nothing else.
///
/// Enrichers are at work on the same keys. So, as they do: having produced, it looks whether what it read is still
/// stored, and produces again if it is not.
final class Telling<T> {
    private final Topic<T> topic;
    private final Class<T> type;
    private final ToLongFunction<Document> revisionOfGone;
    private final Function<List<String>, Map<String, Document>> now;
    private final Emitter emitter;

    private Telling(
            Topic<T> topic,
            Class<T> type,
            ToLongFunction<Document> revisionOfGone,
            Function<List<String>, Map<String, Document>> now,
            Emitter emitter) {
        this.topic = topic;
        this.type = type;
        this.revisionOfGone = revisionOfGone;
        this.now = now;
        this.emitter = emitter;
    }

    /// @param now reads documents of the live generation
    static Telling<Entry> ofEntries(Function<List<String>, Map<String, Document>> now, Emitter emitter) {
        return new Telling<>(Topics.ENTRIES, Entry.class, was -> revision(was, "revision"), now, emitter);
    }

    static Telling<Placement> ofPlacements(Function<List<String>, Map<String, Document>> now, Emitter emitter) {
        return new Telling<>(
                Topics.PLACEMENTS,
                Placement.class,
                was -> revision(was.get("from", Document.class), "planetRevision"),
                now,
                emitter);
    }

    void tell(List<Pair> differing) throws InterruptedException {
        var pending = differing.stream().filter(pair -> !Reasons.isBehind(pair)).toList();
        while (!pending.isEmpty()) {
            emitter.emit(records(pending));
            var stored = now.apply(pending.stream().map(Pair::id).toList());
            pending = pending.stream()
                    .map(pair -> new Pair(pair.id(), pair.rebuilt(), stored.get(pair.id())))
                    .filter(pair -> !sameRev(pair))
                    .toList();
        }
    }

    private List<ProducerRecord<String, byte @Nullable []>> records(List<Pair> pairs) {
        var records = new ArrayList<ProducerRecord<String, byte @Nullable []>>(pairs.size());
        for (var pair : pairs) {
            var value = pair.rebuilt() == null ? null : Values.read(pair.rebuilt(), type);
            records.add(
                    value == null
                            ? EventCodec.tombstone(topic, pair.id(), goneAt(pair))
                            : EventCodec.record(topic, pair.id(), value));
        }
        return records;
    }

    private long goneAt(Pair pair) {
        var was = Pair.value(pair.live());
        return was == null ? 0 : revisionOfGone.applyAsLong(was);
    }

    private static long revision(@Nullable Document document, String field) {
        return document != null && document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static boolean sameRev(Pair pair) {
        return Objects.equals(rev(pair.live()), rev(pair.rebuilt()));
    }

    private static @Nullable String rev(@Nullable Document document) {
        return document == null ? null : document.getString("rev");
    }
}
