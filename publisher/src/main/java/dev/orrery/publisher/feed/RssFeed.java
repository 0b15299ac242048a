package dev.orrery.publisher.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// RSS 2.0 (rssboard.org/rss-specification), with Dublin Core for authors: RSS itself knows only e-mail addresses.
final class RssFeed implements FeedFormat {
    static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
    static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

    /// RFC 822 as RSS wants it: English, four-digit year.
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public byte[] write(Feed feed) {
        return Xml.document(xml -> {
            xml.open(
                    "rss",
                    "version",
                    "2.0",
                    "xmlns:atom",
                    ATOM,
                    "xmlns:content",
                    CONTENT,
                    "xmlns:dc",
                    DUBLIN_CORE,
                    "xmlns:media",
                    AtomFeed.MEDIA,
                    "xmlns:fh",
                    feed.chain().archive() ? Chain.HISTORY : null);
            channel(xml, feed);
            xml.close();
        });
    }

    private static void channel(Xml xml, Feed feed) throws XMLStreamException {
        var planet = feed.edition().planet();
        xml.open("channel");
        xml.text("title", feed.title());
        xml.text("link", feed.page());
        xml.text("description", planet.tagline() == null ? feed.title() : planet.tagline());
        xml.text("language", feed.language());
        if (feed.edition().updated().isPresent()) {
            xml.text("lastBuildDate", date(feed.updated()));
        }
        xml.text("generator", "Orrery");
        xml.text("docs", "https://www.rssboard.org/rss-specification");
        FeedLinks.write(xml, "atom:link", feed, "application/rss+xml");
        if (feed.chain().archive()) {
            xml.empty("fh:archive");
        }
        for (var item : feed.items("rss20")) {
            item(xml, item);
        }
        xml.close();
    }

    private static void item(Xml xml, Item item) throws XMLStreamException {
        xml.open("item");
        xml.text("title", item.title());
        xml.text("link", item.link());
        xml.text("guid", item.id(), "isPermaLink", Boolean.toString(item.permalink()));
        xml.text("pubDate", date(item.published()));
        if (item.updated().isAfter(item.published())) {
            xml.text("atom:updated", AtomFeed.date(item.updated()));
        }
        for (var author : item.authors()) {
            xml.text("dc:creator", author.name());
        }
        for (var tag : item.tags()) {
            xml.text("category", tag.label());
        }
        xml.text("dc:language", item.language());
        xml.text("description", description(item));
        xml.text("content:encoded", item.html());
        enclosures(xml, item);
        Thumbnail.write(xml, item.image());
        if (item.source().feed() != null) {
            xml.text("source", item.source().name(), "url", item.source().feed());
        }
        xml.close();
    }

    /// It is markup, so plain text has to be escaped for it. An item must have a title or a description.
    private static @Nullable String description(Item item) {
        if (item.summary() != null) {
            return Entities.escape(item.summary());
        }
        return item.title() == null ? "" : null;
    }

    /// RSS has room for one enclosure; the others go where Media RSS has them.
    private static void enclosures(Xml xml, Item item) throws XMLStreamException {
        boolean first = true;
        for (var enclosure : item.enclosures()) {
            var length = enclosure.length() == null ? null : enclosure.length().toString();
            if (first) {
                var type = enclosure.type() == null ? "application/octet-stream" : enclosure.type();
                xml.empty("enclosure", "url", enclosure.url(), "length", length == null ? "0" : length, "type", type);
                first = false;
            } else {
                xml.empty("media:content", "url", enclosure.url(), "fileSize", length, "type", enclosure.type());
            }
        }
    }

    private static String date(Instant at) {
        return DATE.format(at);
    }
}
