package dev.orrery.enricher.sanitize;

import org.jspecify.annotations.Nullable;

/// Characters: which of them may go into a page or an XML document at all, and how they are escaped.
public final class Texts {
    private Texts() {}

    /// Without characters that HTML and XML documents may not hold: controls, halves of surrogate pairs, noncharacters.
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = c >= ' ' ? c < 0x7f || (c >= 0xa0 && c < 0xd800) : c == '\n' || c == '\t';
            if (!isPlain) {
                return filtered(text);
            }
        }
        return text;
    }

    /// One line: clean, white space collapsed, and no marks that turn the direction of what follows it on a page.
    public static String line(String text) {
        var out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int plain = plainUntil(text, i);
            int c = plain > i ? text.charAt(i) : text.codePointAt(i);
            int next = plain > i ? plain : i + Character.charCount(c);
            if (isGap(c)) {
                gap = true;
            } else if (plain > i || (isAllowed(c) && !isDirectionOverride(c))) {
                if (gap && !out.isEmpty()) {
                    out.append(' ');
                }
                gap = false;
                out.append(text, i, next);
            }
            i = next;
        }
        return out.toString();
    }

    /// Most of most texts: from here on, ASCII that is seen.
    private static int plainUntil(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) < 0x7f) {
            at++;
        }
        return at;
    }

    private static boolean isGap(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// At most so many characters, cut between code points, with an ellipsis where something was cut.
    public static String atMost(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /// As the content of an element.
    public static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        appendEscaped(out, clean(text));
        return out.toString();
    }

    static void appendEscaped(StringBuilder out, String clean) {
        int from = 0;
        for (int i = 0; i < clean.length(); i++) {
            var escape = escape(clean.charAt(i));
            if (escape != null) {
                out.append(clean, from, i).append(escape);
                from = i + 1;
            }
        }
        out.append(clean, from, clean.length());
    }

    /// As a value in double quotes.
    static void appendAttribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        var clean = clean(value);
        int from = 0;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            var escape = c == '"' ? "&quot;" : escape(c);
            if (escape != null) {
                out.append(clean, from, i).append(escape);
                from = i + 1;
            }
        }
        out.append(clean, from, clean.length()).append('"');
    }

    private static @Nullable String escape(char c) {
        if (c > '>') {
            return null;
        }
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> null;
        };
    }

    private static String filtered(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                out.append('\n');
            } else if (isAllowed(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        if (c < 0xa0) {
            return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
        }
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean noncharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
        return !surrogate && !noncharacter;
    }

    private static boolean isDirectionOverride(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
