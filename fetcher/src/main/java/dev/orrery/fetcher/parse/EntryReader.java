package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.fetcher.parse.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry: an item of RSS, an entry of Atom, with the words of any vocabulary in either.
final class EntryReader {
    private final Texts texts;
    private final People people;
    private final Links links;
    private final ChannelReader channels;
    private final List<Person> feedAuthors;

    /// @param url         where the document was found
    /// @param feedAuthors of entries that name none themselves
    EntryReader(@Nullable String url, List<Person> feedAuthors) {
        this.texts = new Texts(url);
        this.people = new People(url);
        this.links = new Links(url);
        this.channels = new ChannelReader(url);
        this.feedAuthors = feedAuthors;
    }

    Source read(Element entry) {
        var found = links.of(entry);
        var addressed = Links.first(found, Links.ALTERNATE) == null ? withGuid(entry, found) : found;
        return new Source(
                guid(entry),
                texts.first(entry, "title", "atom:title", "dc:title", "itunes:title", "media:title"),
                addressed,
                summary(entry),
                content(entry),
                authors(entry),
                Categories.of(entry),
                ChannelReader.date(
                        entry,
                        "pubdate",
                        "atom:published",
                        "atom:issued",
                        "dcterms:issued",
                        "dc:date",
                        "dcterms:created",
                        "atom:created"),
                ChannelReader.date(entry, "atom:updated", "atom:modified", "dcterms:modified", "lastbuilddate"),
                links.enclosures(entry, found),
                comments(entry, found),
                origin(entry),
                Media.thumbnails(entry),
                null);
    }

    EntryDetails details(Element entry) {
        var source = entry.child("atom:source");
        return new EntryDetails(
                texts.first(entry, "copyright", "atom:rights", "atom:copyright", "dc:rights"),
                people.of(entry.children("atom:contributor", "dc:contributor")),
                Fields.text(entry.textOf("dc:language", "language")),
                source == null ? null : channels.read(source, source),
                Media.podcastPicture(entry),
                Podcast.of(entry));
    }

    /// In RSS 1.0 it is the item's `rdf:about`.
    private static @Nullable String guid(Element entry) {
        var named = Fields.guid(entry.textOf("guid", "atom:id", "id"));
        named = named == null ? Fields.guid(entry.attribute("rdf:about")) : named;
        return named == null ? Fields.guid(entry.textOf("dc:identifier")) : named;
    }

    /// The guid is the entry's address unless it says otherwise.
    private static List<Link> withGuid(Element entry, List<Link> links) {
        var guid = entry.child("guid", "atom:id");
        var address = guid == null ? entry.attribute("rdf:about") : guid.text();
        boolean permanent = guid == null || !"false".equalsIgnoreCase(guid.attribute("isPermaLink"));
        var url = Fields.url(address);
        if (!permanent || url == null || !Urls.isWeb(url)) {
            return links;
        }
        var all = new ArrayList<>(List.of(new Link(url, Links.ALTERNATE, null, null)));
        all.addAll(links);
        return all;
    }

    private @Nullable Text summary(Element entry) {
        var summary = texts.first(
                entry, "description", "atom:summary", "dc:description", "itunes:summary", "itunes:subtitle");
        if (summary != null) {
            return summary;
        }
        for (var holder : entry.children("media:group", "media:content")) {
            var described = texts.first(holder, "media:description");
            if (described != null) {
                return described;
            }
        }
        return texts.first(entry, "media:description");
    }

    private @Nullable Text content(Element entry) {
        var content =
                texts.first(entry, "content:encoded", "html:body", "html:div", "atom:content", "content", "fullitem");
        if (content != null) {
            return content;
        }
        // Atom 0.3 could hold several forms of the same in one.
        var several = entry.child("atom:content");
        return several == null ? null : texts.first(several, "atom:content");
    }

    /// `dc:creator` names people; `author` is an e-mail address by the book and whatever by practice. An entry of Atom
    /// without an author has its source's, else its feed's (RFC 4287 section 4.2.1).
    private List<Person> authors(Element entry) {
        var own = channels.authors(entry);
        var source = entry.child("atom:source");
        if (own.isEmpty() && source != null) {
            own = channels.authors(source);
        }
        return own.isEmpty() ? feedAuthors : own;
    }

    private static @Nullable String comments(Element entry, List<Link> links) {
        var comments = Fields.url(entry.textOf("comments"));
        for (var link : links) {
            // Without a type, or with another, replies are a feed (RFC 4685 section 4).
            boolean page = link.rel().equals("replies")
                    && link.type() != null
                    && link.type().contains("html");
            comments = comments == null && page ? link.href() : comments;
        }
        return comments;
    }

    private @Nullable Origin origin(Element entry) {
        var source = entry.child("source", "atom:source");
        if (source == null) {
            return null;
        }
        var title = source.name().equals("source") && !source.hasElements()
                ? Fields.text(source.text())
                : Fields.text(PlainTitle.of(texts.first(source, "title", "atom:title")));
        var url = Fields.url(source.attribute("url"));
        var origin = new Origin(
                Fields.guid(source.textOf("atom:id")),
                title,
                url == null ? Links.first(links.of(source), Links.ALTERNATE) : url);
        return origin.id() == null && origin.title() == null && origin.link() == null ? null : origin;
    }
}
