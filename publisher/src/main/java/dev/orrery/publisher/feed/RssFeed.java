package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/// RSS 2.0 (rssboard.org/rss-specification), with Dublin Core for authors: RSS itself knows only e-mail addresses.
public final class RssFeed implements Maker.Renderer {
    /// RFC 822 as RSS wants it: English, four-digit year.
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public byte[] render(Edition edition) {
        return Xml.document(xml -> {
            xml.open(
                    "rss",
                    "version",
                    "2.0",
                    "xmlns:atom",
                    "http://www.w3.org/2005/Atom",
                    "xmlns:content",
                    "http://purl.org/rss/1.0/modules/content/",
                    "xmlns:dc",
                    "http://purl.org/dc/elements/1.1/");
            channel(xml, edition);
            xml.close();
        });
    }

    private static void channel(Xml xml, Edition edition) throws XMLStreamException {
        var planet = edition.planet();
        xml.open("channel");
        xml.text("title", planet.title());
        xml.text("link", edition.home());
        xml.text("description", planet.tagline() == null ? planet.title() : planet.tagline());
        xml.text("language", planet.locale());
        if (edition.updated().isPresent()) {
            xml.text("lastBuildDate", date(edition.updated().get()));
        }
        xml.text("generator", "Orrery");
        xml.empty(
                "atom:link", "rel", "self", "type", "application/rss+xml", "href", edition.home() + Format.RSS.file());
        var ids = new EntryIds(edition.posts());
        for (var post : edition.posts()) {
            item(xml, post, ids);
        }
        xml.close();
    }

    private static void item(Xml xml, Post post, EntryIds ids) throws XMLStreamException {
        var entry = post.entry();
        xml.open("item");
        xml.text("title", entry.title());
        xml.text("link", post.link());
        xml.text("guid", ids.of(post), "isPermaLink", Boolean.toString(ids.isAddress(post)));
        xml.text("pubDate", date(post.at()));
        for (var author : post.authors()) {
            xml.text("dc:creator", author);
        }
        for (var tag : post.placement().tags()) {
            xml.text("category", tag.label());
        }
        // An item must have a title or a description.
        xml.text("description", entry.summary() == null && entry.title() == null ? "" : entry.summary());
        xml.text("content:encoded", entry.html());
        // One enclosure an item is all that most readers take.
        for (var enclosure : entry.enclosures().stream().limit(1).toList()) {
            var length = enclosure.length() == null ? "0" : enclosure.length().toString();
            var type = enclosure.type() == null ? "application/octet-stream" : enclosure.type();
            xml.empty("enclosure", "url", enclosure.url(), "length", length, "type", type);
        }
        var source = Web.address(post.subscription().feedUrl());
        if (source != null) {
            xml.text("source", post.subscription().name(), "url", source);
        }
        xml.close();
    }

    private static String date(Instant at) {
        return DATE.format(at);
    }
}
