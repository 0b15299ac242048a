package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.pipeline.Inputs.Decision;
import dev.orrery.enricher.store.PlacementKey;
import dev.orrery.enricher.store.PlacementRev;
import dev.orrery.enricher.store.Placements;
import dev.orrery.enricher.store.Placements.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Brings the stored placements to what was decided.
final class PlacementWriting {
    private final Placements placements;
    private final boolean again;
    private final Set<PlacementKey> behind = new HashSet<>();
    private final Set<PlacementKey> written = new HashSet<>();
    private final Map<String, String> markers = new HashMap<>();

    /// @param again what is stored was looked at after the inputs were read again: nothing there can be newer
    PlacementWriting(Placements placements, boolean again) {
        this.placements = placements;
        this.again = again;
    }

    void write(Map<String, Decision> decisions) {
        var stored = placements.revs(decisions.keySet());
        var changes = new ArrayList<Change>();
        decisions.forEach((id, decision) -> {
            var rev = stored.get(id);
            boolean isThere = decision.rev().equals(rev);
            boolean isNothing = rev == null && decision.placement() == null;
            if (!isThere && !isNothing) {
                if (rev == null || again || PlacementRev.isAtLeast(decision.rev(), rev)) {
                    changes.add(new Change(decision.key(), rev, decision.rev(), decision.placement()));
                } else {
                    behind.add(decision.key());
                }
            }
            if (rev != null && decision.placement() == null) {
                markers.put(id, decision.rev());
            }
        });
        for (var lost : placements.write(changes)) {
            var decision = decisions.get(lost);
            if (decision != null) {
                behind.add(decision.key());
            }
        }
        changes.forEach(change -> written.add(change.key()));
        written.removeAll(behind);
        behind.forEach(key -> markers.remove(key.id()));
    }

    /// Those of which something newer is stored, or somebody else was quicker.
    Set<PlacementKey> behind() {
        return behind;
    }

    /// Those that were not as they are now.
    Set<PlacementKey> written() {
        return written;
    }

    /// What stands in the place of placements that are gone, and can be removed once their tombstones are produced: the
    /// `rev` by id.
    Map<String, String> markers() {
        return markers;
    }
}
