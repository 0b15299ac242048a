package dev.orrery.enricher.sanitize;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// What it takes to work on a text, and can be used for the next one: setting it up costs as much as a short post.
final class Desk {
    /// Deeper than anybody writes, and as deep as browsers go.
    private static final int MAX_DEPTH = 256;

    /// A parser keeps its last tree, and the names of all elements that it ever saw; buffers keep their size.
    private static final int MAX_READ = 128 << 10;

    /// Where texts will stand; a parser looks at it and leaves it as it is.
    private static final Element PAGE = Document.createShell("").body();

    private final Parser parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
    private final Output output = new Output();
    private final PlainText words = new PlainText();
    private int read;

    /// @return an element that holds the parsed text
    Element parsed(String html) {
        read += html.length();
        var nodes = parser.parseFragmentInput(html, PAGE, "");
        var root = nodes.isEmpty() ? null : nodes.getFirst().parent();
        return root instanceof Element element ? element : new Element("body");
    }

    /// Empty.
    Output output() {
        output.clear();
        return output;
    }

    /// Empty.
    PlainText words() {
        words.clear();
        return words;
    }

    boolean canBeKept() {
        return read < MAX_READ;
    }
}
