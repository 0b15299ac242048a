package dev.orrery.enricher.sanitize;

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
        if (text.isEmpty()) {
            return text;
        }
        var line = new char[text.length()];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            char first = text.charAt(i);
            boolean plain = first > ' ' && first < 0x7f;
            int c = plain ? first : text.codePointAt(i);
            i += plain ? 1 : Character.charCount(c);
            if (!plain && isGap(c)) {
                gap = length > 0;
            } else if (plain || (isAllowed(c) && !isDirectionOverride(c))) {
                if (gap) {
                    line[length++] = ' ';
                    gap = false;
                }
                if (plain) {
                    line[length++] = first;
                } else {
                    length += Character.toChars(c, line, length);
                }
            }
        }
        return new String(line, 0, length);
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
        var out = new Output(text.length() + 16);
        out.text(text);
        return out.toString();
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
