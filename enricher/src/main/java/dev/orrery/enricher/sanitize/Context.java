package dev.orrery.enricher.sanitize;

/// Where in the written text the walk is, as far as it decides what may stand there.
final class Context {
    private int links;
    private int headings;
    private int implied;
    private int notProse;
    private int preformatted;
    private int maths;
    private int tokens;

    void opened(String name) {
        count(name, 1);
    }

    void closed(String name) {
        count(name, -1);
    }

    boolean isLink() {
        return links > 0;
    }

    /// Inside a paragraph or list item, which another start tag may end.
    boolean isImplied() {
        return implied > 0;
    }

    boolean isProse() {
        return notProse == 0;
    }

    /// Within `pre`, where every word may have a colour of its own.
    boolean isPreformatted() {
        return preformatted > 0;
    }

    /// Within MathML.
    boolean isMaths() {
        return maths > 0;
    }

    /// Within an element of MathML that may hold text alone.
    boolean isToken() {
        return tokens > 0;
    }

    /// A parser would end the outer one where the inner begins.
    boolean forbids(String name) {
        return switch (name) {
            case "a" -> links > 0;
            case "h6" -> headings > 0;
            default -> false;
        };
    }

    private void count(String name, int by) {
        switch (name) {
            case "a" -> links += by;
            case "h6" -> headings += by;
            case "p", "li", "dd", "dt" -> implied += by;
            case "math" -> maths += by;
            case "mi", "mo", "mn", "ms", "mtext" -> tokens += by;
            case "pre" -> {
                preformatted += by;
                notProse += by;
            }
            case "table", "figcaption" -> notProse += by;
            default -> {}
        }
    }
}
