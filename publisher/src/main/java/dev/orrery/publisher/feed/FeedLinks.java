package dev.orrery.publisher.feed;

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
}
