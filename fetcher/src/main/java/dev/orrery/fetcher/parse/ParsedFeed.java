package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.web.Hints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a feed document says.
///
/// @param format  for example `rss_2.0`, `atom_1.0`, `json_1.1`
/// @param base    what relative addresses resolve against
/// @param title   as it stands there, markup taken out
/// @param site    the site it says it belongs to, absolute
/// @param entries in the document's order
/// @param left    how many further entries the document holds, beyond the limit
/// @param rhythm  how often it says that it changes
/// @param hubs    WebSub hubs it names, absolute
/// @param self    the address it says it has, absolute
/// @param isWhole whether it was read to its end: neither entries beyond the limit nor a document that breaks off
/// @param hasEnded whether it says that nothing more will come (JSON Feed's `expired`)
/// @param deleted guids of entries that it says were taken back (RFC 6721)
/// @param details whatever else it says
public record ParsedFeed(
        String format,
        @Nullable String base,
        @Nullable String title,
        @Nullable String site,
        @Nullable String language,
        List<Source> entries,
        int left,
        Rhythm rhythm,
        List<String> hubs,
        @Nullable String self,
        boolean isWhole,
        boolean hasEnded,
        List<String> deleted,
        FeedDetails details) {
    public ParsedFeed {
        deleted = List.copyOf(deleted);
        entries = List.copyOf(entries);
        hubs = List.copyOf(hubs);
    }

    /// With the hubs and the address of the HTTP header, where it names any: they go before the document's own (WebSub
    /// section 4).
    public ParsedFeed withHubs(Hints hints) {
        return new ParsedFeed(
                format,
                base,
                title,
                site,
                language,
                entries,
                left,
                rhythm,
                hints.hubs().isEmpty() ? hubs : hints.hubs(),
                hints.self() == null ? self : hints.self(),
                isWhole,
                hasEnded,
                deleted,
                details);
    }
}
