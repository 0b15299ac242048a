package dev.orrery.local;

import dev.orrery.fetcher.parse.Urls;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Markup with its addresses made absolute and nothing else touched.
final class AbsoluteMarkup {
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "cite",
            "action",
            "longdesc",
            "poster",
            "data",
            "background",
            "formaction",
            "usemap",
            "classid",
            "codebase",
            "profile");

    private final String markup;
    private final @Nullable String base;
    private final StringBuilder out = new StringBuilder();
    private int copied;
    private int at;

    /// @param base null if nothing is to be resolved
    AbsoluteMarkup(String markup, @Nullable String base) {
        this.markup = markup;
        this.base = base;
    }

    @Override
    public String toString() {
        if (base == null || markup.indexOf('<') < 0) {
            return markup;
        }
        for (at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
            at++;
            if (at < markup.length() && Character.isLetter(markup.charAt(at))) {
                tag();
            }
        }
        return out.append(markup, copied, markup.length()).toString();
    }

    private void tag() {
        skipName();
        while (at < markup.length() && markup.charAt(at) != '>') {
            if (Character.isLetter(markup.charAt(at))) {
                attribute();
            } else {
                at++;
            }
        }
    }

    private void attribute() {
        int from = at;
        skipName();
        var name = markup.substring(from, at).toLowerCase(Locale.ROOT);
        skipSpace();
        if (at >= markup.length() || markup.charAt(at) != '=') {
            return;
        }
        at++;
        skipSpace();
        int start = at;
        int end = value();
        if (ADDRESSES.contains(name) && end > start) {
            boolean quoted = "\"'".indexOf(markup.charAt(start)) >= 0;
            int first = quoted ? start + 1 : start;
            var address = markup.substring(first, end);
            out.append(markup, copied, first).append(Urls.resolve(base, address));
            copied = end;
        }
    }

    /// Goes past a value.
    ///
    /// @return where its text ends
    private int value() {
        if (at >= markup.length()) {
            return at;
        }
        char quote = markup.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = markup.indexOf(quote, at + 1);
            end = end < 0 ? markup.length() : end;
            at = Math.min(markup.length(), end + 1);
            return end;
        }
        while (at < markup.length() && " \t\r\n>".indexOf(markup.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private void skipName() {
        while (at < markup.length() && " \t\r\n/>=".indexOf(markup.charAt(at)) < 0) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < markup.length() && " \t\r\n".indexOf(markup.charAt(at)) >= 0) {
            at++;
        }
    }
}
