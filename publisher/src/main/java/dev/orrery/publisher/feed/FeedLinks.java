package dev.orrery.publisher.feed;

import java.util.ArrayList;
import javax.xml.stream.XMLStreamException;

/// Where a feed's document is, where its others are, and who tells of news (RFC 5005; WebSub, section 4).
final class FeedLinks {
    private FeedLinks() {}

    /// @param element `link` as Atom itself calls it, or with a prefix as others borrow it
    /// @param type    the format's media type
    static void write(Xml xml, String element, Feed feed, String type) throws XMLStreamException {
        xml.empty(element, "rel", "self", "type", type, "href", feed.self());
        if (feed.hub() != null) {
            xml.empty(element, "rel", "hub", "href", feed.hub());
        }
        for (var link : feed.chain().links().entrySet()) {
            xml.empty(element, "rel", link.getKey(), "type", type, "href", link.getValue());
        }
    }

    /// The same for HTTP's `Link` (RFC 8288), as far as hubs need it.
    static String header(Feed feed) {
        var links = new ArrayList<String>();
        links.add("<%s>; rel=\"self\"".formatted(feed.self()));
        if (feed.hub() != null) {
            links.add("<%s>; rel=\"hub\"".formatted(feed.hub()));
        }
        return String.join(", ", links);
    }
}
