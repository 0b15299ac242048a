package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Element;
import org.jspecify.annotations.Nullable;

/// What is in force at an element because of elements around it.
final class Bases {
    private Bases() {}

    /// `xml:base` (RFC 3986 section 5.1), absolute where the document's address is.
    ///
    /// @param url the document's address, which is the base where there is no other
    static @Nullable String inForce(@Nullable Element element, @Nullable String url) {
        if (element == null) {
            return url;
        }
        var own = element.attribute("xml:base");
        var outer = inForce(element.parent(), url);
        return own == null || own.isBlank() ? outer : Urls.resolve(outer, own);
    }

    /// `xml:base` where there is one, null where only the document's address counts.
    static @Nullable String ofText(Element element, @Nullable String url) {
        var base = inForce(element, url);
        return base == null || base.equals(url) ? null : base;
    }

    /// `xml:lang`.
    static @Nullable String language(@Nullable Element element) {
        for (var at = element; at != null; at = at.parent()) {
            var language = at.attribute("xml:lang");
            if (language != null && !language.isBlank()) {
                return language.strip().replace('_', '-');
            }
        }
        return null;
    }
}
