package dev.orrery.events;

import static dev.orrery.events.Lists.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as its feed gave it: the value on `orrery.raw-entries`.
///
/// @param entryId     stable identity, see [Ids#entryId]
/// @param feedUrl     where the feed was polled when this revision was seen
/// @param revision    1 at first, raised by one whenever `contentHash` changes, the feed calls the entry
///                    something else, or it is withdrawn or returns
/// @param key         what the identity was made of; the feed may call the entry something else since
/// @param firstSeenAt when the entry was first seen; set once
/// @param rankAt      where the entry stands in time; set once. The published date if it lies before
///                    `firstSeenAt`, else `firstSeenAt`. Entries without a date that arrive together keep their
///                    feed's order: each further one is ranked a millisecond earlier
/// @param seenAt      when this revision was seen
/// @param editedAt    when title or text last changed after the entry was first seen; absent if they never did
/// @param contentHash hash of everything in `source`; when withdrawn, in the last one there was
/// @param document    where in its feed document the entry stood; absent when withdrawn
/// @param source      what the feed said, but for dates that it made up; absent when withdrawn
public record RawEntry(
        String entryId,
        String feedId,
        String feedUrl,
        int revision,
        State state,
        Key key,
        Instant firstSeenAt,
        Instant rankAt,
        Instant seenAt,
        @Nullable Instant editedAt,
        String contentHash,
        @Nullable Document document,
        @Nullable Source source) {

    RawEntry withoutSource() {
        return new RawEntry(
                entryId,
                feedId,
                feedUrl,
                revision,
                state,
                key,
                firstSeenAt,
                rankAt,
                seenAt,
                editedAt,
                contentHash,
                document,
                null);
    }

    /// Whether the feed still carries the entry.
    public enum State {
        @JsonProperty("present")
        PRESENT,
        /// The author took it back. The record stays, so that its revision outlives it.
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    /// What an entry's identity was made of.
    public record Key(Kind kind, String value) {
        /// In order of preference.
        public enum Kind {
            @JsonProperty("guid")
            GUID,
            @JsonProperty("link")
            LINK,
            @JsonProperty("content")
            CONTENT
        }
    }

    /// The entry's place in its feed document.
    ///
    /// @param format   for example `rss_2.0`, `atom_1.0`
    /// @param base     what relative addresses of the document resolve against
    /// @param link     the site the feed says it belongs to
    /// @param position 0 for the first entry of the document
    public record Document(
            String format,
            @Nullable String base,
            @Nullable String link,
            @Nullable String language,
            int position) {}

    /// The entry's own words, before anything was done to them. Markup in here is hostile until sanitized.
    ///
    /// @param cut what was left out because a record can only be so large; absent if nothing was
    public record Source(
            @Nullable String guid,
            @Nullable Text title,
            List<Link> links,
            @Nullable Text summary,
            @Nullable Text content,
            List<Person> authors,
            List<Category> categories,
            @Nullable Instant published,
            @Nullable Instant updated,
            List<Enclosure> enclosures,
            @Nullable String comments,
            @Nullable Origin origin,
            List<Thumbnail> thumbnails,
            @Nullable String cut) {
        public Source {
            links = copy(links);
            authors = copy(authors);
            categories = copy(categories);
            enclosures = copy(enclosures);
            thumbnails = copy(thumbnails);
        }

        /// The same with other dates.
        public Source withDates(@Nullable Instant otherPublished, @Nullable Instant otherUpdated) {
            return new Source(
                    guid,
                    title,
                    links,
                    summary,
                    content,
                    authors,
                    categories,
                    otherPublished,
                    otherUpdated,
                    enclosures,
                    comments,
                    origin,
                    thumbnails,
                    cut);
        }
    }

    /// A text construct.
    ///
    /// @param type `text`, `html` or `xhtml` as in RFC 4287 section 3.1.1; in `html`, `value` is the markup itself
    /// @param base its `xml:base`, absolute
    public record Text(
            String type,
            String value,
            @Nullable String base,
            @Nullable String language) {
        public static final String PLAIN = "text";
        public static final String HTML = "html";
        public static final String XHTML = "xhtml";
    }

    /// A link as the feed gave it; `href` may be relative.
    ///
    /// @param rel `alternate` unless the feed says otherwise
    public record Link(
            String href,
            String rel,
            @Nullable String type,
            @Nullable Long length) {}

    /// Somebody named by the feed.
    public record Person(
            @Nullable String name,
            @Nullable String email,
            @Nullable String uri) {}

    /// A category or tag as the author wrote it.
    public record Category(
            String term, @Nullable String scheme, @Nullable String label) {}

    /// The feed this entry was first published in, if it says so (`atom:source`, RSS `source`).
    public record Origin(
            @Nullable String id,
            @Nullable String title,
            @Nullable String link) {}

    /// A picture that stands for the entry.
    public record Thumbnail(
            String url, @Nullable Integer width, @Nullable Integer height) {}
}
