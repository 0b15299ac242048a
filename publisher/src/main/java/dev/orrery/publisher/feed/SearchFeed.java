package dev.orrery.publisher.feed;

import dev.orrery.publisher.search.Result;
import dev.orrery.publisher.serve.Address;
import java.time.Instant;
import javax.xml.stream.XMLStreamException;

/// What a search finds, newest first, as Atom: who follows it hears of whatever is written about it.
public final class SearchFeed implements Result.Renderer {
    @Override
    public byte[] render(Result result) {
        return Xml.document(xml -> feed(xml, result));
    }

    private static void feed(Xml xml, Result result) throws XMLStreamException {
        var edition = result.edition();
        var planet = edition.planet();
        var typed = result.question().text();
        var self = edition.home() + Address.searchFeed(typed);
        xml.open(
                "feed",
                "xmlns",
                AtomFeed.NAMESPACE,
                "xmlns:media",
                AtomFeed.MEDIA,
                "xmlns:opensearch",
                "http://a9.com/-/spec/opensearch/1.1/",
                "xml:lang",
                planet.locale());
        xml.text("id", self);
        xml.text("title", typed.isEmpty() ? planet.title() : "%s: %s".formatted(planet.title(), typed));
        xml.text("updated", AtomFeed.date(edition.updated().orElse(Instant.EPOCH)));
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", edition.home() + Address.search(typed));
        xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", self);
        var owner = planet.owner();
        xml.open("author");
        xml.text("name", owner == null || owner.name() == null ? planet.title() : owner.name());
        xml.close();
        xml.text("generator", "Orrery");
        xml.text("opensearch:totalResults", Integer.toString(result.found().total()));
        for (var post : EntryIds.distinct(edition.posts())) {
            AtomFeed.entry(xml, Item.of(edition, post, "atom"));
        }
        xml.close();
    }
}
