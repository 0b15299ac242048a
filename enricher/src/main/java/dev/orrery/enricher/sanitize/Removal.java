package dev.orrery.enricher.sanitize;

/// One thing that was taken out.
///
/// @param thing an element's or attribute's name, or an address; as it was written, so it may hold anything
public record Removal(Reason reason, String thing) {}
