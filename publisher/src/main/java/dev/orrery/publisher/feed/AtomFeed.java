package dev.orrery.publisher.feed;

import dev.orrery.events.Planet;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/// Atom (RFC 4287).
public final class AtomFeed implements Maker.Renderer {
    static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    @Override
    public byte[] render(Edition edition) {
        return Xml.document(xml -> feed(xml, edition));
    }

    private static void feed(Xml xml, Edition edition) throws XMLStreamException {
        var planet = edition.planet();
        xml.open("feed", "xmlns", NAMESPACE, "xml:lang", planet.locale());
        xml.text("id", edition.home());
        xml.text("title", planet.title());
        xml.text("subtitle", planet.tagline());
        xml.text("updated", date(edition.updated().orElse(Instant.EPOCH)));
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", edition.home());
        xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", edition.home() + Format.ATOM.file());
        owner(xml, planet);
        xml.text("generator", "Orrery");
        var ids = new EntryIds(edition.posts());
        for (var post : edition.posts()) {
            entry(xml, edition, post, ids);
        }
        xml.close();
    }

    /// Each entry names its authors; the planet's stands in where a reader wants one for the whole (section 4.1.1).
    static void owner(Xml xml, Planet planet) throws XMLStreamException {
        var owner = planet.owner();
        xml.open("author");
        xml.text("name", owner == null || owner.name() == null ? planet.title() : owner.name());
        xml.close();
    }

    static void entry(Xml xml, Edition edition, Post post, EntryIds ids) throws XMLStreamException {
        var entry = post.entry();
        xml.open("entry", "xml:lang", entry.language());
        xml.text("id", ids.of(post));
        xml.text("title", entry.title() == null ? "" : entry.title());
        if (post.link() != null) {
            xml.empty("link", "rel", "alternate", "type", "text/html", "href", post.link());
        }
        for (var enclosure : entry.enclosures()) {
            var length = enclosure.length() == null ? null : enclosure.length().toString();
            xml.empty("link", "rel", "enclosure", "type", enclosure.type(), "length", length, "href", enclosure.url());
        }
        xml.text("published", date(post.at()));
        var updated = entry.updatedAt();
        xml.text("updated", date(updated == null || updated.isBefore(post.at()) ? post.at() : updated));
        for (var author : post.authors()) {
            xml.open("author");
            xml.text("name", author);
            xml.close();
        }
        for (var tag : post.placement().tags()) {
            xml.empty("category", "term", tag.tag(), "label", tag.label());
        }
        xml.text("summary", entry.summary());
        xml.text("content", entry.html(), "type", "html");
        source(xml, edition, post);
        xml.close();
    }

    /// Where the entry was first published (section 4.2.11).
    private static void source(Xml xml, Edition edition, Post post) throws XMLStreamException {
        var subscription = post.subscription();
        var site = edition.siteOf(subscription);
        var address = Web.address(subscription.feedUrl());
        xml.open("source");
        xml.text("id", address == null ? "urn:orrery:" + subscription.feedId() : address);
        xml.text("title", subscription.name());
        xml.text("updated", date(post.at()));
        if (address != null) {
            xml.empty("link", "rel", "self", "href", address);
        }
        if (site != null) {
            xml.empty("link", "rel", "alternate", "type", "text/html", "href", site);
        }
        xml.close();
    }

    static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
