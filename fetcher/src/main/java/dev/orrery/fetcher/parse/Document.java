package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.xml.Element;
import dev.orrery.fetcher.parse.xml.FeedXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A document that is being read, and what adapters have in common: putting together what they found.
///
/// @param url where the document was found, null if nobody knows
record Document(FeedXml xml, String charset, @Nullable String url) {
    Element root() {
        return xml.root();
    }

    /// @param channel  the element that speaks for the feed
    /// @param elements its entries
    ParsedFeed feed(
            String format,
            Element channel,
            Channel read,
            List<Element> elements,
            EntryReader reader,
            @Nullable String lang) {
        var entries = new ArrayList<Source>();
        var details = new ArrayList<EntryDetails>();
        for (var element : whole(elements)) {
            entries.add(reader.read(element));
            details.add(reader.details(element));
        }
        return feed(format, channel, read, entries, details, lang);
    }

    ParsedFeed feed(
            String format,
            Element channel,
            Channel read,
            List<Source> entries,
            List<EntryDetails> details,
            @Nullable String language) {
        var base = Bases.inForce(channel, url);
        var links = new Links(url).of(channel);
        return new ParsedFeed(
                format,
                base,
                PlainTitle.of(read.title()),
                read.link() == null ? null : Urls.resolve(base, read.link()),
                language,
                entries,
                xml.left(),
                RhythmReader.read(channel),
                related(links, "hub", base).toList(),
                related(links, "self", base).findFirst().orElse(null),
                xml.left() == 0 && !root().isCutOff(),
                false,
                deleted(channel),
                new FeedDetails(read, charset, xml.mended(), details));
    }

    /// An entry in which the document breaks off is not all there; the next poll may have the rest.
    private static List<Element> whole(List<Element> entries) {
        return entries.size() > 1 && entries.getLast().isCutOff() ? entries.subList(0, entries.size() - 1) : entries;
    }

    /// Atom's tombstones (RFC 6721).
    private static List<String> deleted(Element channel) {
        return Fields.each(channel.children("at:deleted-entry"), entry -> Fields.guid(entry.attribute("ref")));
    }

    private static Stream<String> related(List<Link> links, String rel, @Nullable String base) {
        return links.stream()
                .filter(link -> List.of(link.rel().split(" ")).contains(rel))
                .map(link -> Urls.resolve(base, link.href()))
                .filter(Objects::nonNull)
                .distinct();
    }
}
