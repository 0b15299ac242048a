package dev.orrery.fetcher.poll;

import dev.orrery.events.RawEntry;

/// An entry in a document that is new, has changed or was not known to have arrived: what to remember and what to send.
///
/// @param isNew nobody saw it before, so its row is to be inserted
public record Sighting(SeenEntry seen, RawEntry record, boolean isNew) {}
