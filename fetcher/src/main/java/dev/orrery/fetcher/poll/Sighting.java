package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry;
import org.jspecify.annotations.Nullable;

/// An entry in a document that is new, has changed or was not known to have arrived: what to remember and what to send.
///
/// @param source the record's source as it stands in the record: it had to be written to be hashed, and is
/// what a record               mostly consists of. Absent where the record has none
/// @param isNew  nobody saw it before, so its row is to be inserted
@SuppressWarnings("ArrayRecordComponent") // Bytes to be sent, which nobody compares.
public record Sighting(SeenEntry seen, RawEntry record, byte @Nullable [] source, boolean isNew) {}
