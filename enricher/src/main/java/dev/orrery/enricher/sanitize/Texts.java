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

    /// Whether the clean text does.
    static boolean beginsWithNewline(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (isAllowed(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    /// One line: clean, white space collapsed, and no marks that turn the direction of what follows it on a page.
    public static String line(String text) {
        return text.isEmpty() ? text : new Line(text.length()).add(text).toString();
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
        var out = new Output();
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

    static boolean isAllowed(int c) {
        if (c < 0xa0) {
            return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
        }
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean noncharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
        return !surrogate && !noncharacter;
    }
}
