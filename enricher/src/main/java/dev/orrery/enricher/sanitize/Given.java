package dev.orrery.enricher.sanitize;

import org.jsoup.nodes.Element;

/// Attributes as they were given. The parser writes their names in lower case; without this knowledge, which jsoup's
/// own methods lack, looking one up takes long.
final class Given {
    private Given() {}

    /// Empty if the element has no such attribute.
    static String value(Element element, String name) {
        return element.attributesSize() == 0 ? "" : element.attributes().get(name);
    }

    static boolean has(Element element, String name) {
        return element.attributesSize() > 0 && element.attributes().hasKey(name);
    }
}
