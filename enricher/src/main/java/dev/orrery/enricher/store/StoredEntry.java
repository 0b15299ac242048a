package dev.orrery.enricher.store;

import dev.orrery.enricher.alike.Likeness;
import dev.orrery.events.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry as it is stored.
///
/// @param rev         see [Revs#ofEntry]
/// @param firstSeenAt known even of an entry that is gone, and the same in all its revisions; so is `rankAt`
/// @param likeness    none when it was withdrawn
/// @param value       absent when it was withdrawn
public record StoredEntry(
        String entryId,
        String feedId,
        int revision,
        String rev,
        Instant firstSeenAt,
        Instant rankAt,
        Likeness likeness,
        @Nullable Entry value) {}
