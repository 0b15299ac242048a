package dev.orrery.enricher.store;

import dev.orrery.events.Entry;
import org.jspecify.annotations.Nullable;

/// An entry as it is stored.
///
/// @param rev   see [Revs#ofEntry]
/// @param value absent when it was withdrawn
public record StoredEntry(
        String entryId,
        String feedId,
        int revision,
        String rev,
        @Nullable Entry value) {}
