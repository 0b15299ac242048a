package dev.orrery.publisher.feed;

/// What may stand in a feed, in XML and, so that all formats say the same, in JSON (XML 1.0, section 2.2).
final class Characters {
    private Characters() {}

    /// The text without what is forbidden, unpaired surrogates among it.
    static String allowed(String text) {
        int first = 0;
        while (first < text.length() && isAllowed(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        if (first == text.length()) {
            return text;
        }
        var clean = new StringBuilder(text.length()).append(text, 0, first);
        text.codePoints()
                .skip(text.codePointCount(0, first))
                .filter(Characters::isAllowed)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        // A carriage return is allowed too, but only where a line feed follows it anyway.
        return switch (c) {
            case '\t', '\n' -> true;
            case 0xfffe, 0xffff -> false;
            default -> c >= 0x20 && (c <= 0xd7ff || c >= 0xe000);
        };
    }
}
