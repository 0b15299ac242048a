package dev.orrery.fetcher.parse.xml;

/// Characters that XML allows (XML 1.0 section 2.2).
final class Characters {
    private Characters() {}

    /// Without those that it does not.
    static String legal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return filter(text, i);
            }
        }
        return text;
    }

    private static String filter(String text, int from) {
        var legal = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            if (isLegal(text.charAt(i))) {
                legal.append(text.charAt(i));
            }
        }
        return legal.toString();
    }

    static boolean isLegal(char c) {
        return c >= ' ' ? c < '\uFFFE' : c == '\n' || c == '\t' || c == '\r';
    }
}
