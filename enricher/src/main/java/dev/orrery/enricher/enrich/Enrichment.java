package dev.orrery.enricher.enrich;

import dev.orrery.enricher.sanitize.Sanitizer;
import dev.orrery.events.Entry;
import dev.orrery.events.RawEntry;
import dev.orrery.events.RawEntry.Source;

/// Makes the entry that readers may see from what the feed said: the order of the steps is the whole file.
public final class Enrichment {
    private final Body body;

    public Enrichment(Sanitizer sanitizer) {
        this.body = new Body(sanitizer);
    }

    /// @param prose the words of the post, to recognise it by
    public record Enriched(Entry entry, String prose) {}

    public Entry enrich(RawEntry raw) {
        return read(raw).entry();
    }

    /// @param raw an entry that its feed still carries
    public Enriched read(RawEntry raw) {
        var source = sourceOf(raw);
        var links = Links.of(raw, source);
        var text = body.of(raw, source, links);
        var entry = new Entry(
                raw.entryId(),
                raw.feedId(),
                raw.revision(),
                Sanitizer.VERSION,
                Tags.VERSION,
                Guids.unique(raw.key(), links.addresses()),
                body.title(source),
                text.html(),
                Summaries.of(text.prose()),
                text.words(),
                Languages.of(raw, source, text.prose()),
                links.link(),
                links.canonical(),
                LeadImage.of(text.images(), source, links),
                Enclosures.of(source, links),
                Authors.of(source.authors(), links.addresses()),
                Tags.of(source.categories()),
                source.published(),
                source.updated(),
                raw.firstSeenAt(),
                raw.rankAt(),
                raw.editedAt() != null,
                text.cut(),
                text.removed());
        return new Enriched(entry, text.prose());
    }

    private static Source sourceOf(RawEntry raw) {
        var source = raw.source();
        if (source == null) {
            throw new IllegalArgumentException("entry %s is present but says nothing".formatted(raw.entryId()));
        }
        return source;
    }
}
