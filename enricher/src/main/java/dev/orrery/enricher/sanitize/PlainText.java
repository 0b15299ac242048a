package dev.orrery.enricher.sanitize;

/// Collects the words of a text while it is walked through.
final class PlainText {
    /// More than a summary needs, and little enough to hold beside the text.
    private static final int MAX_PROSE = 400;

    /// Of one piece of text: enough for a sentence to end, also where there is a lot of white space.
    private static final int MAX_CHUNK = 2_000;

    private final Output text = new Output();
    private final Line prose = new Line(2 * MAX_PROSE);
    private int read;

    /// @param clean   without characters that no document may hold
    /// @param isProse false in code, tables and captions
    void add(String clean, boolean isProse) {
        text.append(clean);
        if (isProse && read < MAX_PROSE) {
            int size = Math.min(clean.length(), MAX_CHUNK);
            prose.add(clean, size);
            read += size;
        }
    }

    /// The end of a block: what follows is another word.
    void gap() {
        text.append(' ');
        if (read < MAX_PROSE) {
            prose.gap();
            read++;
        }
    }

    void clear() {
        text.clear();
        prose.clear();
        read = 0;
    }

    /// As it was written.
    String text() {
        return text.toString();
    }

    /// The beginning, one line.
    String prose() {
        return prose.toString();
    }
}
