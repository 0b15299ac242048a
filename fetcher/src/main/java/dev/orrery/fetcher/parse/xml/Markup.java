package dev.orrery.fetcher.parse.xml;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is inside an element, as markup: XHTML in Atom, naked markup in RSS.
public final class Markup {
    /// Of HTML, those whose value is one address.
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "cite", "action", "longdesc", "poster", "data", "background", "formaction");

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    /// From a base, if there is one, and a reference to an address.
    @FunctionalInterface
    public interface Resolver {
        String resolve(@Nullable String base, String reference);
    }

    private final StringBuilder out = new StringBuilder();
    private final Resolver resolve;

    private Markup(Resolver resolve) {
        this.resolve = resolve;
    }

    /// Addresses under an `xml:base` within the markup are resolved, as nobody can later.
    ///
    /// @param base    what is in force at the element itself
    public static String inside(Element element, @Nullable String base, Resolver resolve) {
        var markup = new Markup(resolve);
        markup.content(element, base, false);
        return markup.out.toString();
    }

    /// The same without the `div` around all of it, which is no part of the content (RFC 4287 section 3.1.1.3).
    public static String insideDiv(Element element, @Nullable String base, Resolver resolve) {
        var div = onlyDiv(element);
        if (div == null) {
            return inside(element, base, resolve);
        }
        var markup = new Markup(resolve);
        var own = div.attribute("xml:base");
        markup.content(div, own == null ? base : resolve.resolve(base, own), own != null);
        return markup.out.toString();
    }

    private static @Nullable Element onlyDiv(Element element) {
        Element only = null;
        for (var part : element.content()) {
            if (part instanceof Element child && only == null && child.tag().equalsIgnoreCase("div")) {
                only = child;
            } else if (!(part instanceof String text && text.isBlank())) {
                return null;
            }
        }
        return only;
    }

    private void content(Element element, @Nullable String base, boolean resolving) {
        if (!element.hasElements()) {
            escape(element.text(), false);
            return;
        }
        for (var part : element.content()) {
            if (part instanceof Element child) {
                element(child, base, resolving);
            } else {
                escape((String) part, false);
            }
        }
    }

    private void element(Element element, @Nullable String outer, boolean outerResolving) {
        var own = element.attribute("xml:base");
        var base = own == null ? outer : resolve.resolve(outer, own);
        boolean resolving = outerResolving || own != null;
        out.append('<').append(element.tag());
        var attributes = element.attributes();
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1], base, resolving);
        }
        if (!element.hasElements() && element.text().isEmpty() && isVoid(element)) {
            out.append(" />");
            return;
        }
        out.append('>');
        content(element, base, resolving);
        out.append("</").append(element.tag()).append('>');
    }

    private void attribute(String name, String value, @Nullable String base, boolean resolving) {
        if (name.equals("xml:base")) {
            return;
        }
        boolean address = resolving && ADDRESSES.contains(name.toLowerCase(Locale.ROOT));
        out.append(' ').append(name.equals("xml:lang") ? "lang" : name).append("=\"");
        escape(address ? resolve.resolve(base, value) : value, true);
        out.append('"');
    }

    private static boolean isVoid(Element element) {
        return VOID.contains(element.tag().toLowerCase(Locale.ROOT));
    }

    private void escape(String text, boolean quotes) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            var escaped =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> quotes ? "&quot;" : null;
                        default -> null;
                    };
            if (escaped != null) {
                out.append(text, from, i).append(escaped);
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }
}
