package dev.orrery.publisher.feed;

import dev.orrery.events.Enclosure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/// Atom (RFC 4287), with Media RSS for the picture that stands for a post.
final class AtomFeed implements FeedFormat {
    static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    static final String MEDIA = "http://search.yahoo.com/mrss/";

    @Override
    public byte[] write(Feed feed) {
        return Xml.document(xml -> feed(xml, feed));
    }

    private static void feed(Xml xml, Feed feed) throws XMLStreamException {
        xml.open(
                "feed",
                "xmlns",
                NAMESPACE,
                "xmlns:media",
                MEDIA,
                "xmlns:fh",
                feed.chain().archive() ? Chain.HISTORY : null,
                "xml:lang",
                feed.language());
        xml.text("id", feed.id());
        xml.text("title", feed.title());
        xml.text("subtitle", feed.edition().planet().tagline());
        xml.text("updated", date(feed.updated()));
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", feed.page());
        FeedLinks.write(xml, "link", feed, "application/atom+xml");
        if (feed.chain().archive()) {
            xml.empty("fh:archive");
        }
        // Each entry names its authors; the planet's stands in where a reader wants one for the whole (section 4.1.1).
        xml.open("author");
        xml.text("name", feed.owner());
        xml.text("uri", feed.edition().home());
        xml.close();
        xml.text("generator", "Orrery");
        for (var item : feed.items("atom")) {
            entry(xml, item);
        }
        xml.close();
    }

    static void entry(Xml xml, Item item) throws XMLStreamException {
        xml.open("entry", "xml:lang", item.language());
        xml.text("id", item.id());
        xml.text("title", item.title() == null ? "" : item.title());
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", item.link());
        for (var enclosure : item.enclosures()) {
            enclosure(xml, enclosure);
        }
        xml.text("published", date(item.published()));
        xml.text("updated", date(item.updated()));
        for (var author : item.authors()) {
            xml.open("author");
            xml.text("name", author.name());
            xml.text("uri", author.uri());
            xml.close();
        }
        for (var tag : item.tags()) {
            xml.empty("category", "term", tag.tag(), "label", tag.label());
        }
        xml.text("summary", item.summary());
        xml.text("content", item.html(), "type", "html");
        Thumbnail.write(xml, item.image());
        source(xml, item);
        xml.close();
    }

    private static void enclosure(Xml xml, Enclosure enclosure) throws XMLStreamException {
        var length = enclosure.length() == null ? null : enclosure.length().toString();
        xml.empty("link", "rel", "enclosure", "type", enclosure.type(), "length", length, "href", enclosure.url());
    }

    /// Where the entry was first published (section 4.2.11). When that feed was last updated is not ours to
    /// know, but it was when the entry was: so an entry stays the same while its feed goes on.
    private static void source(Xml xml, Item item) throws XMLStreamException {
        var source = item.source();
        xml.open("source");
        xml.text("id", source.id());
        xml.text("title", source.name());
        xml.text("updated", date(item.updated()));
        if (source.feed() != null) {
            xml.empty("link", "rel", "self", "href", source.feed());
        }
        if (source.site() != null) {
            xml.empty("link", "rel", "alternate", "type", "text/html", "href", source.site());
        }
        xml.text("icon", source.icon());
        xml.close();
    }

    static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
