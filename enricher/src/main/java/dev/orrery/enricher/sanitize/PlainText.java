package dev.orrery.enricher.sanitize;

/// Collects the words of a text while it is walked through.
final class PlainText {
    /// More than a summary needs, and little enough to hold beside the text.
    private static final int MAX_PROSE = 400;

    /// Of one piece of text: enough for a sentence to end, also where there is a lot of white space.
    private static final int MAX_CHUNK = 2_000;

    private final StringBuilder text;
    private final StringBuilder prose = new StringBuilder(MAX_PROSE * 2);

    PlainText(int capacity) {
        text = new StringBuilder(capacity);
    }

    /// @param clean   without characters that no document may hold
    /// @param isProse false in code, tables and captions
    void add(String clean, boolean isProse) {
        text.append(clean);
        if (isProse && prose.length() < MAX_PROSE) {
            prose.append(clean, 0, Math.min(clean.length(), MAX_CHUNK));
        }
    }

    /// The end of a block: what follows is another word.
    void gap() {
        text.append(' ');
        if (prose.length() < MAX_PROSE) {
            prose.append(' ');
        }
    }

    /// As it was written.
    String text() {
        return text.toString();
    }

    /// The beginning, one line.
    String prose() {
        return Texts.line(prose.toString());
    }
}
