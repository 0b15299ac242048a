package dev.orrery.enricher.sanitize;

import java.util.Locale;
import java.util.Set;

/// XHTML as an HTML parser can read it: `<a id="x"/>` is closed, which HTML would not see, and prefixes go.
final class Xhtml {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    private final String xhtml;
    private final StringBuilder out;
    private int at;

    private Xhtml(String xhtml) {
        this.xhtml = xhtml;
        this.out = new StringBuilder(xhtml.length() + 64);
    }

    static String asHtml(String xhtml) {
        return xhtml.contains("/>") || xhtml.contains(":") || xhtml.contains("<![CDATA[")
                ? new Xhtml(xhtml).rewritten()
                : xhtml;
    }

    private String rewritten() {
        while (at < xhtml.length()) {
            int next = xhtml.indexOf('<', at);
            if (next < 0) {
                break;
            }
            out.append(xhtml, at, next);
            at = next;
            if (xhtml.startsWith("<![CDATA[", at)) {
                section();
            } else {
                tag();
            }
        }
        return out.append(xhtml, at, xhtml.length()).toString();
    }

    private void section() {
        int start = at + "<![CDATA[".length();
        int end = xhtml.indexOf("]]>", start);
        int stop = end < 0 ? xhtml.length() : end;
        out.append(Texts.escaped(xhtml.substring(start, stop)));
        at = end < 0 ? stop : end + "]]>".length();
    }

    private void tag() {
        boolean closing = xhtml.startsWith("/", at + 1);
        int start = at + (closing ? 2 : 1);
        int nameEnd = nameEnd(start);
        int end = tagEnd(nameEnd);
        if (nameEnd == start || end < 0) {
            out.append('<');
            at++;
            return;
        }
        var name = xhtml.substring(start, nameEnd);
        name = name.substring(name.indexOf(':') + 1);
        boolean empty = xhtml.charAt(end - 1) == '/';
        out.append(closing ? "</" : "<").append(name).append(xhtml, nameEnd, empty ? end - 1 : end);
        out.append('>');
        if (empty && !closing && !VOID.contains(name.toLowerCase(Locale.ROOT))) {
            out.append("</").append(name).append('>');
        }
        at = end + 1;
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < xhtml.length()
                && (Character.isLetterOrDigit(xhtml.charAt(end)) || ":-_.".indexOf(xhtml.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /// The `>` that ends the tag, those in quoted values left out.
    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < xhtml.length(); i++) {
            char c = xhtml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            } else if (c == '<') {
                return -1;
            }
        }
        return -1;
    }
}
