package dev.orrery.enricher.place;

import dev.orrery.events.Entry;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Verdict;
import org.jspecify.annotations.Nullable;

/// An entry that asks for its place on a planet.
///
/// @param entry        without its markup: no rule may depend on that
/// @param subscription through which the planet carries the entry's feed
/// @param verdict      the owner's, if it is not undone
/// @param text         the entry's words; may be empty if the planet has no rule that asks for them
///                     ([Placer#needsText])
/// @param company      what other entries mean for it
public record Candidate(
        Entry entry,
        Planet planet,
        Subscription subscription,
        @Nullable Verdict verdict,
        String text,
        Company company) {
    public Candidate(Entry entry, Planet planet, Subscription subscription, @Nullable Verdict verdict, String text) {
        this(entry, planet, subscription, verdict, text, Company.NONE);
    }

    public Candidate(Entry entry, Planet planet, Subscription subscription, @Nullable Verdict verdict) {
        this(entry, planet, subscription, verdict, "");
    }

    public Candidate with(Company others) {
        return new Candidate(entry, planet, subscription, verdict, text, others);
    }
}
