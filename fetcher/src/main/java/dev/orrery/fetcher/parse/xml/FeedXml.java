package dev.orrery.fetcher.parse.xml;

import dev.orrery.fetcher.parse.xml.UnreadableDocument.Kind;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// A document as a tree: strictly if it is well-formed, else with whatever it takes.
///
/// @param left       entries beyond the limit, which are not in the tree
/// @param mended     what is wrong with the document, null if it is well-formed
/// @param isNetscape whether it is one of Netscape's RSS, by namespace or document type
/// @param isOldAtom  whether it has a namespace of Atom from before RFC 4287
public record FeedXml(Element root, int left, @Nullable String mended, boolean isNetscape, boolean isOldAtom) {
    /// Characters of text that a document may have beyond its own length, out of entities that it declares.
    private static final int MOST_GROWTH = 16 << 20;

    private static final int LONGEST_MESSAGE = 200;
    private static final int HEAD = 2_048;

    public static FeedXml read(Decoded document, int mostEntries) throws UnreadableDocument {
        long most = (long) document.bytes().length + MOST_GROWTH;
        try {
            var tree = new TreeBuilder(mostEntries, most, document.controls());
            StrictReader.read(document, tree);
            return of(document, tree, null);
        } catch (XMLStreamException e) {
            var tree = new TreeBuilder(mostEntries, most, true);
            new LenientReader(document.characters(), tree).read();
            return of(document, tree, sentence(e));
        }
    }

    private static FeedXml of(Decoded document, TreeBuilder tree, @Nullable String mended) throws UnreadableDocument {
        tree.finish();
        var root = tree.root();
        if (root == null) {
            throw new UnreadableDocument(Kind.NOT_XML, mended == null ? "it holds no element" : mended);
        }
        var names = tree.names();
        var head = document.head(HEAD);
        boolean netscape = head.contains("netscape.com/rdf/simple/0.9") || head.contains("rss-0.91.dtd");
        return new FeedXml(root, tree.left(), mended, netscape, names.hasSeen("purl.org/atom/ns#"));
    }

    private static String sentence(XMLStreamException e) {
        var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        var shown = line.substring(0, Math.min(line.length(), LONGEST_MESSAGE));
        var at = e.getLocation();
        return (shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown)
                + (at == null ? "" : " (line %d, column %d)".formatted(at.getLineNumber(), at.getColumnNumber()));
    }
}
