package dev.orrery.enricher.store;

import dev.orrery.events.Verdict;
import org.jspecify.annotations.Nullable;

/// An owner's verdict as it is stored.
///
/// @param rev   see [Revs]
/// @param value absent when it was undone
public record StoredVerdict(
        PlacementKey key, String rev, @Nullable Verdict value) {}
