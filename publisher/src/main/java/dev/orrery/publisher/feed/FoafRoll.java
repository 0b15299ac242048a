package dev.orrery.publisher.feed;

import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import javax.xml.stream.XMLStreamException;

/// The subscriptions as a group of people with blogs, in FOAF (xmlns.com/foaf/spec): what planets have called
/// `foafroll.xml` from the first.
public final class FoafRoll implements Maker.Renderer {
    static final String FOAF = "http://xmlns.com/foaf/0.1/";

    @Override
    public byte[] render(Edition edition) {
        return Xml.document(xml -> {
            xml.open(
                    "rdf:RDF",
                    "xmlns:rdf",
                    RdfFeed.RDF,
                    "xmlns:rdfs",
                    "http://www.w3.org/2000/01/rdf-schema#",
                    "xmlns:foaf",
                    FOAF,
                    "xmlns:rss",
                    RdfFeed.RSS,
                    "xmlns:dc",
                    RssFeed.DUBLIN_CORE);
            xml.open("foaf:Group");
            xml.text("foaf:name", edition.planet().title());
            xml.empty("foaf:homepage", "rdf:resource", edition.home());
            xml.empty("rdfs:seeAlso", "rdf:resource", edition.home() + Format.FOAF.file());
            for (var subscription : OpmlList.byName(edition.planet())) {
                xml.open("foaf:member");
                agent(xml, edition, subscription);
                xml.close();
            }
            xml.close();
            xml.close();
        });
    }

    private static void agent(Xml xml, Edition edition, Subscription subscription) throws XMLStreamException {
        xml.open("foaf:Agent");
        xml.text("foaf:name", subscription.name());
        var face = Web.address(subscription.face());
        if (face != null) {
            xml.empty("foaf:depiction", "rdf:resource", face);
        }
        xml.open("foaf:weblog");
        xml.open("foaf:Document", "rdf:about", edition.siteOf(subscription));
        xml.text("dc:title", subscription.name());
        var feed = Web.address(subscription.feedUrl());
        if (feed != null) {
            xml.open("rdfs:seeAlso");
            xml.empty("rss:channel", "rdf:about", feed);
            xml.close();
        }
        xml.close();
        xml.close();
        xml.close();
    }
}
