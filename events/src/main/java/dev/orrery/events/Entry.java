package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as readers may see it, the same for every planet: the value on `orrery.entries`, a tombstone when it is
/// gone. A pure function of its [RawEntry]: nothing here depends on when or where the enricher ran.
///
/// @param revision         of the raw entry it was made from
/// @param sanitizerVersion raised whenever the sanitizer may answer differently
/// @param taggerVersion    raised whenever the tagger may answer differently
/// @param guid             what its feed called it when it was first seen, where that is an address or a URI made to be
///                         unique in the world (`tag:`, `urn:`), or its link as given then, where the feed told its
///                         entries apart by their links: who followed the feed elsewhere knows it by that
/// @param title            plain text, absent if the post has none
/// @param html             safe to put into a page as it is, absolute addresses only
/// @param summary          plain text, a few sentences
/// @param link             the post on its author's own site
/// @param canonicalLink    `link` without what differs between two ways to the same post
/// @param authors          as the feed names them, placeholders left out
/// @param tags             the author's own categories, normalised
/// @param edited           title or text changed after the entry was first seen
/// @param cut              what was left out because a record can only be so large
/// @param removed          what sanitizing took out, most frequent first
public record Entry(
        String entryId,
        String feedId,
        int revision,
        int sanitizerVersion,
        int taggerVersion,
        @Nullable String guid,
        @Nullable String title,
        @Nullable String html,
        @Nullable String summary,
        int wordCount,
        @Nullable String language,
        @Nullable String link,
        @Nullable String canonicalLink,
        @Nullable Image leadImage,
        List<Enclosure> enclosures,
        List<Author> authors,
        List<Tag> tags,
        @Nullable Instant publishedAt,
        @Nullable Instant updatedAt,
        Instant firstSeenAt,
        Instant rankAt,
        boolean edited,
        @Nullable String cut,
        List<Removed> removed) {
    public Entry {
        enclosures = copy(enclosures);
        authors = copy(authors);
        tags = copy(tags);
        removed = copy(removed);
    }

    /// The picture that stands for the entry.
    public record Image(
            String url,
            @Nullable String alt,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /// An author. There is deliberately no e-mail address here.
    public record Author(String name, @Nullable String uri) {}

    /// @param tag   normalised, what addresses and filters use
    /// @param label as the author wrote it
    public record Tag(String tag, String label) {}

    /// @param what `script`, `tracker`, `frame`, `style`, …
    public record Removed(String what, int count) {}
}
