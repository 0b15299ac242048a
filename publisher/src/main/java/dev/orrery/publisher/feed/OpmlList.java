package dev.orrery.publisher.feed;

import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.serve.Maker;
import java.util.Comparator;
import javax.xml.stream.XMLStreamException;

/// The subscriptions as OPML 2.0 (opml.org/spec2.opml), for readers who want all the blogs in a reader of their own.
public final class OpmlList implements Maker.Renderer {
    @Override
    public byte[] render(Edition edition) {
        return Xml.document(xml -> {
            xml.open("opml", "version", "2.0");
            head(xml, edition);
            xml.open("body");
            var byName = Comparator.comparing(Subscription::name).thenComparing(Subscription::id);
            for (var subscription :
                    edition.planet().subscriptions().stream().sorted(byName).toList()) {
                outline(xml, edition, subscription);
            }
            xml.close();
            xml.close();
        });
    }

    private static void head(Xml xml, Edition edition) throws XMLStreamException {
        var owner = edition.planet().owner();
        xml.open("head");
        xml.text("title", edition.planet().title());
        if (edition.updated().isPresent()) {
            xml.text("dateModified", RssFeed.DATE.format(edition.updated().get()));
        }
        xml.text("ownerName", owner == null ? null : owner.name());
        xml.text("docs", "https://opml.org/spec2.opml");
        xml.close();
    }

    private static void outline(Xml xml, Edition edition, Subscription subscription) throws XMLStreamException {
        xml.empty(
                "outline",
                "type",
                "rss",
                "text",
                subscription.name(),
                "title",
                subscription.name(),
                "xmlUrl",
                subscription.feedUrl(),
                "htmlUrl",
                edition.siteOf(subscription));
    }
}
