package dev.orrery.enricher.sanitize;

import java.util.List;

/// What the sanitizer made of a text, and all that it took out of it, in the text's order.
public record Explained(Sanitized result, List<Removal> removals) {
    public Explained {
        removals = List.copyOf(removals);
    }
}
