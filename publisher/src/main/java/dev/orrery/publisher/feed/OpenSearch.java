package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;

/// How browsers and others search the planet: an OpenSearch 1.1 description
/// (github.com/dewitt/opensearch, draft 6).
public final class OpenSearch implements Maker.Renderer {
    /// Names may have 16 characters, descriptions 1,024.
    private static final int LONGEST_NAME = 16;

    private static final int LONGEST_DESCRIPTION = 1_024;

    @Override
    public byte[] render(Edition edition) {
        var planet = edition.planet();
        var tagline = planet.tagline();
        return Xml.document(xml -> {
            xml.open("OpenSearchDescription", "xmlns", "http://a9.com/-/spec/opensearch/1.1/");
            xml.text("ShortName", beginning(planet.title(), LONGEST_NAME));
            xml.text("Description", beginning(tagline == null ? planet.title() : tagline, LONGEST_DESCRIPTION));
            xml.empty(
                    "Url",
                    "type",
                    "text/html",
                    "template",
                    edition.home() + Format.SEARCH.file() + "?q={searchTerms}&page={startPage?}");
            xml.empty(
                    "Url",
                    "type",
                    "application/atom+xml",
                    "template",
                    edition.home() + Format.SEARCH_FEED.file() + "?q={searchTerms}");
            xml.empty(
                    "Url",
                    "type",
                    "application/opensearchdescription+xml",
                    "rel",
                    "self",
                    "template",
                    edition.home() + Format.OPENSEARCH.file());
            xml.text("Language", planet.locale());
            xml.text("InputEncoding", "UTF-8");
            xml.text("OutputEncoding", "UTF-8");
            xml.close();
        });
    }

    private static String beginning(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)).strip();
    }
}
