package dev.orrery.publisher.feed;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Maker;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The subscriptions as OPML 2.0 (opml.org/spec2.opml), for readers who want all the blogs in a reader of their own.
public final class OpmlList implements Maker.Renderer {
    @Override
    public byte[] render(Edition edition) {
        return Xml.document(xml -> {
            xml.open("opml", "version", "2.0");
            head(xml, edition);
            xml.open("body");
            for (var subscription : byName(edition.planet())) {
                outline(xml, edition, subscription);
            }
            xml.close();
            xml.close();
        });
    }

    /// Always in the same order.
    static List<Subscription> byName(Planet planet) {
        return planet.subscriptions().stream()
                .sorted(Comparator.comparing(Subscription::name).thenComparing(Subscription::id))
                .toList();
    }

    private static void head(Xml xml, Edition edition) throws XMLStreamException {
        var owner = edition.planet().owner();
        xml.open("head");
        xml.text("title", edition.planet().title());
        if (edition.updated().isPresent()) {
            xml.text("dateModified", RssFeed.DATE.format(edition.updated().get()));
        }
        xml.text("ownerName", owner == null ? null : owner.name());
        xml.text("ownerId", edition.home());
        xml.text("docs", "https://opml.org/spec2.opml");
        xml.close();
    }

    /// A subscription list asks for an address of each feed.
    private static void outline(Xml xml, Edition edition, Subscription subscription) throws XMLStreamException {
        var feed = Web.address(subscription.feedUrl());
        if (feed == null) {
            return;
        }
        xml.empty(
                "outline",
                "type",
                "rss",
                "text",
                subscription.name(),
                "title",
                subscription.name(),
                "xmlUrl",
                feed,
                "htmlUrl",
                edition.siteOf(subscription),
                "category",
                categories(subscription));
    }

    /// Simple categories: names with commas between, so a comma cannot be in one.
    private static @Nullable String categories(Subscription subscription) {
        return subscription.tags().isEmpty()
                ? null
                : String.join(
                        ",",
                        subscription.tags().stream()
                                .map(tag -> tag.replace(',', ' '))
                                .toList());
    }
}
