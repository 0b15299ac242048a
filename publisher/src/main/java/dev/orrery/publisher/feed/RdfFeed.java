package dev.orrery.publisher.feed;

import java.util.List;
import javax.xml.stream.XMLStreamException;

/// RSS 1.0 (web.resource.org/rss/1.0/spec) with its modules for Dublin Core and content.
final class RdfFeed implements FeedFormat {
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static final String RSS = "http://purl.org/rss/1.0/";
    private static final String TERMS = "http://purl.org/dc/terms/";

    @Override
    public byte[] write(Feed feed) {
        return Xml.document(xml -> {
            xml.open(
                    "rdf:RDF",
                    "xmlns:rdf",
                    RDF,
                    "xmlns",
                    RSS,
                    "xmlns:dc",
                    RssFeed.DUBLIN_CORE,
                    "xmlns:dcterms",
                    TERMS,
                    "xmlns:content",
                    RssFeed.CONTENT,
                    "xmlns:atom",
                    RssFeed.ATOM,
                    "xmlns:fh",
                    feed.chain().archive() ? Chain.HISTORY : null);
            var items = feed.items("rss10");
            channel(xml, feed, items);
            for (var item : items) {
                item(xml, item);
            }
            xml.close();
        });
    }

    private static void channel(Xml xml, Feed feed, List<Item> items) throws XMLStreamException {
        var planet = feed.edition().planet();
        xml.open("channel", "rdf:about", feed.self());
        xml.text("title", feed.title());
        xml.text("link", feed.page());
        xml.text("description", planet.tagline() == null ? feed.title() : planet.tagline());
        xml.text("dc:language", feed.language());
        if (feed.edition().updated().isPresent()) {
            xml.text("dc:date", AtomFeed.date(feed.updated()));
        }
        FeedLinks.write(xml, "atom:link", feed, "application/rdf+xml");
        if (feed.chain().archive()) {
            xml.empty("fh:archive");
        }
        xml.open("items");
        xml.open("rdf:Seq");
        for (var item : items) {
            xml.empty("rdf:li", "rdf:resource", item.id());
        }
        xml.close();
        xml.close();
        xml.close();
    }

    private static void item(Xml xml, Item item) throws XMLStreamException {
        xml.open("item", "rdf:about", item.id());
        xml.text("title", item.anyTitle());
        xml.text("link", item.link());
        xml.text("description", item.summary());
        for (var author : item.authors()) {
            xml.text("dc:creator", author.name());
        }
        xml.text("dc:date", AtomFeed.date(item.published()));
        if (item.updated().isAfter(item.published())) {
            xml.text("dcterms:modified", AtomFeed.date(item.updated()));
        }
        for (var tag : item.tags()) {
            xml.text("dc:subject", tag.label());
        }
        xml.text("dc:language", item.language());
        xml.text("dc:source", item.source().id());
        xml.text("content:encoded", item.html());
        xml.close();
    }
}
