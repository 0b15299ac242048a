package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.pipeline.Inputs.Changes;
import dev.orrery.enricher.pipeline.Inputs.Decision;
import dev.orrery.enricher.place.Placer;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.Stores;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /// @param known what was read or stored just now
    /// @param first records to produce together with the placements
    Placed place(Scope scope, View known, List<ProducerRecord<String, byte @Nullable []>> first)
            throws InterruptedException {
        var inputs = Inputs.read(stores, placer, scope, known.child());
        var changes = round(inputs, scope, first, false);
        var placed = new HashSet<PlacementKey>();
        inputs.decisions().values().forEach(decision -> placed.add(decision.key()));
        var moved = changes.entries();
        while (!changes.keys().isEmpty()) {
            var again = Scope.of(changes.keys());
            changes = round(Inputs.read(stores, placer, again, new View()), again, List.of(), true);
        }
        return new Placed(placed, moved);
    }

    /// @param again the keys were decided on before, by us or by another who was quicker
    private Changes round(
            Inputs inputs, Scope scope, List<ProducerRecord<String, byte @Nullable []>> first, boolean again)
            throws InterruptedException {
        var decisions = inputs.decisions();
        var writing = new PlacementWriting(stores.placements(), again);
        writing.write(decisions);
        if (emitter.isHeard()) {
            var records = new ArrayList<>(first);
            records.addAll(records(decisions.values(), scope, writing, again));
            if (!records.isEmpty()) {
                emitter.emit(records);
            }
        }
        stores.placements().remove(writing.markers());
        var changes = inputs.since(stores, placer);
        changes.keys().addAll(writing.behind());
        return changes;
    }

    private static List<ProducerRecord<String, byte @Nullable []>> records(
            Collection<Decision> decisions, Scope scope, PlacementWriting writing, boolean again) {
        var records = new ArrayList<ProducerRecord<String, byte @Nullable []>>(decisions.size());
        for (var decision : decisions) {
            var key = decision.key();
            boolean isSilent = writing.behind().contains(key)
                    || (scope.isQuiet(key)
                            && !writing.written().contains(key)
                            && !writing.markers().containsKey(key.id()));
            if (!isSilent) {
                record(decision, again || writing.markers().containsKey(key.id()))
                        .ifPresent(records::add);
            }
        }
        return records;
    }

    private static Optional<ProducerRecord<String, byte @Nullable []>> record(Decision decision, boolean owed) {
        var placement = decision.placement();
        if (placement != null) {
            return Optional.of(
                    EventCodec.record(Topics.PLACEMENTS, decision.key().id(), placement));
        }
        return owed || decision.owed()
                ? Optional.of(
                        EventCodec.tombstone(Topics.PLACEMENTS, decision.key().id(), decision.revision()))
                : Optional.empty();
    }
}
