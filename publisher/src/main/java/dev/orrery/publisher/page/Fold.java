package dev.orrery.publisher.page;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Folds long posts, so that one of them does not bury all others: what comes after the first few paragraphs goes into
/// a `details`. The text is cut between blocks of the parsed tree, never within one, so the markup stays whole.
final class Fold {
    /// Words that are always shown.
    private static final int SHOWN = 250;

    /// A fold must be worth the click.
    private static final int WORTH = 130;

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "aside",
            "blockquote",
            "details",
            "div",
            "dl",
            "figure",
            "h5",
            "h6",
            "hr",
            "ol",
            "p",
            "pre",
            "table",
            "ul");
    private static final Set<String> HEADINGS = Set.of("h5", "h6");

    private Fold() {}

    /// @param html    sanitized
    /// @param summary the content of the `summary` element, given how many words are folded away
    /// @return the same markup to the letter if it is short
    static String fold(String html, IntFunction<List<Node>> summary) {
        // Fewer characters than this cannot be too many words in any script.
        if (html.length() < SHOWN + WORTH) {
            return html;
        }
        var document = Jsoup.parseBodyFragment(html);
        var root = outermost(document);
        int cut = cut(root);
        if (cut < 0) {
            return html;
        }
        var rest = List.copyOf(root.childNodes().subList(cut, root.childNodeSize()));
        var details = new Element("details").addClass("more");
        details.appendElement("summary").appendChildren(summary.apply(words(rest)));
        details.appendChildren(rest);
        root.appendChild(details);
        return written(document);
    }

    /// Some posts come in a `div`, and that in another.
    private static Element outermost(Document document) {
        var root = document.body();
        for (var child = root.firstElementChild(); child != null; child = root.firstElementChild()) {
            boolean alone = root.childNodes().stream().noneMatch(Fold::isText) && root.childrenSize() == 1;
            if (!alone || !child.nameIs("div")) {
                return root;
            }
            root = child;
        }
        return root;
    }

    /// The index of the first node to fold away, or -1.
    private static int cut(Element root) {
        var nodes = root.childNodes();
        int shown = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (shown >= SHOWN && isBetweenBlocks(nodes, i)) {
                int cut = beforeHeading(nodes, i);
                return words(nodes.subList(cut, nodes.size())) >= WORTH ? cut : -1;
            }
            shown += words(nodes.get(i));
        }
        return -1;
    }

    private static boolean isBetweenBlocks(List<Node> nodes, int at) {
        return at > 0
                && (isNamed(nodes.get(at), BLOCKS)
                        || isNamed(nodes.get(at - 1), BLOCKS)
                        || (at > 1 && isBreak(nodes.get(at - 1)) && isBreak(nodes.get(at - 2))));
    }

    /// A heading goes with what it heads.
    private static int beforeHeading(List<Node> nodes, int at) {
        int cut = at;
        for (int i = at - 1; i > 0 && (isNamed(nodes.get(i), HEADINGS) || isSpace(nodes.get(i))); i--) {
            if (isNamed(nodes.get(i), HEADINGS)) {
                cut = i;
            }
        }
        return cut;
    }

    private static String written(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.body().html();
    }

    private static boolean isNamed(Node node, Set<String> names) {
        return node instanceof Element element && names.contains(element.normalName());
    }

    private static boolean isBreak(Node node) {
        return node instanceof Element element && element.nameIs("br");
    }

    private static boolean isText(Node node) {
        return node instanceof TextNode text && !text.isBlank();
    }

    private static boolean isSpace(Node node) {
        return node instanceof TextNode text && text.isBlank();
    }

    private static int words(List<Node> nodes) {
        return nodes.stream().mapToInt(Fold::words).sum();
    }

    private static int words(Node node) {
        return switch (node) {
            case TextNode text -> Counting.words(text.getWholeText());
            case Element element -> Counting.words(element.wholeText());
            default -> 0;
        };
    }
}
