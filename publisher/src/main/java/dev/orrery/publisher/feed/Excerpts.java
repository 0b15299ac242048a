package dev.orrery.publisher.feed;

/// Short texts out of longer ones.
final class Excerpts {
    private static final int LONGEST = 80;

    private Excerpts() {}

    /// The beginning of a text, cut between two words where it can be.
    static String line(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        int end = text.offsetByCodePoints(0, LONGEST);
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > end / 2 ? space : end) + "…";
    }
}
