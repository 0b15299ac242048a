package dev.orrery.enricher.sanitize;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Tells tables that are parsed again as they are written from those that may not be.
///
/// A parser moves what is misplaced in a table to where the table stands. Where that is within a paragraph, a list item
/// or a link, it may be misplaced there too: `<li><table><li>` gives a list item within another, and markup cannot say
/// that. Where only boxes are around the table, whatever was moved stands as if it had been written there.
final class Tables {
    private static final Set<String> BOXES =
            Set.of("article", "blockquote", "body", "div", "figure", "main", "section");
    private static final Set<String> ROWS = Set.of("tr");

    /// What may stand in each part of a table; cells may hold anything.
    private static final Map<String, Set<String>> PARTS = Map.of(
            "table",
            Set.of("caption", "colgroup", "tbody", "tfoot", "thead"),
            "colgroup",
            Set.of("col"),
            "tbody",
            ROWS,
            "tfoot",
            ROWS,
            "thead",
            ROWS,
            "tr",
            Set.of("td", "th"));

    private Tables() {}

    /// @param element any; false for others than tables
    static boolean isSettled(Element element) {
        return element.nameIs("table") && isInBoxes(element) && isWhole(element);
    }

    private static boolean isInBoxes(Element table) {
        for (@Nullable Element box = table.parent(); box != null && !box.nameIs("#root"); box = box.parent()) {
            if (!BOXES.contains(box.normalName())) {
                return false;
            }
        }
        return true;
    }

    /// Whether only parts of a table are in this part of one.
    private static boolean isWhole(Element part) {
        var within = PARTS.get(part.normalName());
        if (within == null) {
            return true;
        }
        for (int i = 0; i < part.childNodeSize(); i++) {
            if (!fits(part.childNode(i), within)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Node child, Set<String> within) {
        return switch (child) {
            case TextNode text -> text.isBlank();
            case Element element -> within.contains(element.normalName()) && isWhole(element);
            default -> true;
        };
    }
}
