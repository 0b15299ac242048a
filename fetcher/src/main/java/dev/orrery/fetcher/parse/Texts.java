package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Text;
import dev.orrery.fetcher.parse.xml.Element;
import dev.orrery.fetcher.parse.xml.Markup;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Text constructs of all formats.
///
/// RSS never said what its texts are; in practice they are HTML, titles included: `AT&amp;amp;T` is AT&T to every
/// reader there is. Atom says it by `type`, and Atom 0.3 by `mode` as well.
final class Texts {
    private final @Nullable String url;

    /// @param url where the document was found
    Texts(@Nullable String url) {
        this.url = url;
    }

    /// The first of these children that comes to something.
    @Nullable
    Text first(Element element, String... names) {
        for (var name : names) {
            for (var child : element.children(name)) {
                var text = of(child);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    @Nullable
    Text of(Element element) {
        if (element.hasElements()) {
            return inline(element);
        }
        if (element.name().equals("html:body")) {
            return text(element, Text.XHTML, Markup.inside(element, null, Urls::resolve));
        }
        return element.name().startsWith("atom:")
                ? atom(element)
                : element.name().startsWith("media:") && !"html".equals(element.attribute("type"))
                        ? text(element, Text.PLAIN, element.text())
                        : text(element, Text.HTML, element.text());
    }

    private @Nullable Text inline(Element element) {
        var base = Bases.inForce(element, url);
        if (element.name().startsWith("atom:")) {
            return text(element, Text.XHTML, Markup.insideDiv(element, base, Urls::resolve));
        }
        return text(
                element,
                element.name().equals("html:body") ? Text.XHTML : Text.HTML,
                Markup.inside(element, base, Urls::resolve));
    }

    private @Nullable Text atom(Element element) {
        var written = element.attribute("type");
        var type = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
        if ("base64".equals(element.attribute("mode"))) {
            return base64(element, type);
        }
        return switch (type) {
            case "", "text", "text/plain" -> text(element, Text.PLAIN, element.text());
            case "html", "text/html" -> text(element, Text.HTML, element.text());
            // Somebody who says XHTML and escapes it means HTML.
            case "xhtml", "application/xhtml+xml" -> text(element, Text.HTML, element.text());
            default -> other(element, type);
        };
    }

    /// RFC 4287 section 4.1.3.3: texts of other types as they are, all else in Base64.
    private @Nullable Text other(Element element, String type) {
        if (type.startsWith("text/") || type.endsWith("+xml") || type.endsWith("/xml")) {
            return text(element, Text.PLAIN, element.text());
        }
        return type.indexOf('/') > 0 ? base64(element, type) : text(element, Text.HTML, element.text());
    }

    private @Nullable Text base64(Element element, String type) {
        boolean plain = type.isEmpty() || type.equals("text") || type.equals("text/plain");
        boolean html = type.contains("html") || type.equals("application/octet-stream");
        if (!plain && !html) {
            return null;
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(element.text());
            return text(element, plain ? Text.PLAIN : Text.HTML, new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Text text(Element element, String type, String value) {
        return value.isBlank() ? null : new Text(type, value, Bases.ofText(element, url), Bases.language(element));
    }
}
