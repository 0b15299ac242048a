package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.pipeline.Inputs.Changes;
import dev.orrery.enricher.pipeline.Inputs.Decision;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.StoredEntry;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Computes placements anew from what is stored, writes them and produces them.
///
/// Whoever writes an entry, a planet or a verdict calls this after its own write, so whoever writes last has seen
/// everything. What another, who read earlier, still writes or produces after that is mended by that other: having
/// produced, it looks whether what it read is what is stored, and begins again if it is not. If it dies before, its
/// records are read again, and whoever reads them looks at everything that is stored for them.
final class Placing {
    private final Stores stores;
    private final Placer placer;
    private final Emitter emitter;

    Placing(Stores stores, Placer placer, Emitter emitter) {
        this.stores = stores;
        this.placer = placer;
        this.emitter = emitter;
    }

    /// @param keys  what was placed
    /// @param moved entries that somebody wrote meanwhile
    record Placed(Set<PlacementKey> keys, Set<String> moved) {}

    /// @param known entries that were stored just now, so that they need not be read
    /// @param first records to produce together with the placements
    Placed place(Scope scope, Map<String, StoredEntry> known, List<ProducerRecord<String, byte @Nullable []>> first)
            throws InterruptedException {
        var inputs = Inputs.read(stores, scope, known);
        var changes = round(inputs, first, false);
        var placed = new Placed(inputs.keys(), changes.entries());
        while (!changes.keys().isEmpty()) {
            var again = new Scope(List.of(), changes.keys());
            changes = round(Inputs.read(stores, again, Map.of()), List.of(), true);
        }
        return placed;
    }

    /// @param again the keys were decided on before, by us or by another who was quicker
    private Changes round(Inputs inputs, List<ProducerRecord<String, byte @Nullable []>> first, boolean again)
            throws InterruptedException {
        var decisions = inputs.decide(placer);
        var writing = new PlacementWriting(stores.placements(), again);
        writing.write(decisions);
        var records = new ArrayList<>(first);
        records.addAll(records(decisions.values(), writing, again));
        if (!records.isEmpty()) {
            emitter.emit(records);
        }
        stores.placements().remove(writing.markers());
        var changes = inputs.since(stores, decisions.values());
        changes.keys().addAll(writing.behind());
        return changes;
    }

    private static List<ProducerRecord<String, byte @Nullable []>> records(
            Collection<Decision> decisions, PlacementWriting writing, boolean again) {
        var records = new ArrayList<ProducerRecord<String, byte @Nullable []>>(decisions.size());
        for (var decision : decisions) {
            var key = decision.key();
            var placement = decision.placement();
            if (writing.behind().contains(key)) {
                continue;
            }
            if (placement != null) {
                records.add(EventCodec.record(Topics.PLACEMENTS, key.id(), placement));
            } else if (again || decision.owed() || writing.markers().containsKey(key.id())) {
                records.add(EventCodec.tombstone(Topics.PLACEMENTS, key.id(), decision.revision()));
            }
        }
        return records;
    }
}
