package dev.orrery.enricher.place;

import dev.orrery.enricher.enrich.Authors;
import dev.orrery.events.Entry;
import dev.orrery.events.Passage;
import dev.orrery.events.Planet.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What conditions may ask of an entry on a planet.
final class Post {
    private final Entry entry;
    private final Passage title;
    private final Passage body;
    private final List<Passage> authors;
    private final Collection<String> tags;

    /// @param body its words, or as many of them as conditions look at; may be empty if none of the planet's asks
    /// @param tags its normalised tags on this planet; they may grow while it is tagged
    Post(Entry entry, Subscription subscription, String body, Collection<String> tags) {
        this.entry = entry;
        this.title = new Passage(entry.title());
        this.body = new Passage(body);
        this.authors = names(entry, subscription).stream().map(Passage::new).toList();
        this.tags = tags;
    }

    /// As the feed names them, or else as the planet's owner calls whose blog it is.
    static List<String> names(Entry entry, Subscription subscription) {
        var named = entry.authors().stream().map(Entry.Author::name).toList();
        if (!named.isEmpty()) {
            return named;
        }
        var name = Authors.withoutMail(subscription.name());
        return name.isEmpty() ? List.of() : List.of(name);
    }

    Passage title() {
        return title;
    }

    Passage body() {
        return body;
    }

    List<Passage> authors() {
        return authors;
    }

    int words() {
        return entry.wordCount();
    }

    boolean hasAnyTag(Set<String> wanted) {
        return tags.stream().anyMatch(wanted::contains);
    }

    /// Whether it is written in a language or a variety of it; not if nobody knows.
    boolean isIn(String language) {
        var own = entry.language() == null ? "" : entry.language().toLowerCase(Locale.ROOT);
        var wanted = language.toLowerCase(Locale.ROOT);
        return own.equals(wanted) || own.startsWith(wanted + "-");
    }

    /// How old it was when it was first seen; null if its author gave it no date.
    @Nullable
    Duration age() {
        var published = entry.publishedAt();
        return published == null ? null : Duration.between(published, entry.firstSeenAt());
    }
}
