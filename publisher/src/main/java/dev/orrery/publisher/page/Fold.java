package dev.orrery.publisher.page;

import dev.orrery.publisher.page.Markup.Piece;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// Folds long posts, so that one of them does not bury all others: what comes after the first few paragraphs goes into
/// a `details`. The text is cut between blocks, never within one, so the markup stays whole.
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

    private final Markup markup;
    private final List<Piece> pieces;

    private Fold(Markup markup, List<Piece> pieces) {
        this.markup = markup;
        this.pieces = pieces;
    }

    /// @param html    sanitized
    /// @param summary the content of the `summary` element, given how many words are folded away
    /// @return the same markup to the letter if it is short
    static String fold(String html, IntFunction<String> summary) {
        // Fewer characters than this cannot be too many words in any script.
        if (html.length() < SHOWN + WORTH) {
            return html;
        }
        var markup = new Markup(html);
        var pieces = outermost(markup);
        int cut = new Fold(markup, pieces).cut();
        int folded = cut < 0 ? 0 : words(markup, pieces.subList(cut, pieces.size()));
        if (folded < WORTH) {
            return html;
        }
        int from = pieces.get(cut).from();
        int to = pieces.getLast().to();
        var invitation = summary.apply(folded);
        return new StringBuilder(html.length() + invitation.length() + 64)
                .append(html, 0, from)
                .append("<details class=\"more\"><summary>")
                .append(invitation)
                .append("</summary>")
                .append(html, from, to)
                .append("</details>")
                .append(html, to, html.length())
                .toString();
    }

    /// Some posts come in a `div`, and that in another.
    private static List<Piece> outermost(Markup markup) {
        var pieces = markup.pieces();
        while (true) {
            var solid = pieces.stream().filter(piece -> !markup.isSpace(piece)).toList();
            if (solid.size() != 1 || !solid.getFirst().name().equals("div")) {
                return pieces;
            }
            var inner = markup.within(solid.getFirst());
            if (inner.stream().allMatch(Piece::isText)) {
                return pieces;
            }
            pieces = inner;
        }
    }

    /// The index of the first piece that may be folded away, or -1.
    private int cut() {
        int shown = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (shown >= SHOWN && isBetweenBlocks(i)) {
                return beforeHeading(i);
            }
            shown += markup.words(pieces.get(i));
        }
        return -1;
    }

    private boolean isBetweenBlocks(int at) {
        return at > 0
                && (isNamed(at, BLOCKS) || isNamed(at - 1, BLOCKS) || (at > 1 && isBreak(at - 1) && isBreak(at - 2)));
    }

    /// A heading goes with what it heads.
    private int beforeHeading(int at) {
        int cut = at;
        for (int i = at - 1; i > 0 && (isNamed(i, HEADINGS) || markup.isSpace(pieces.get(i))); i--) {
            if (isNamed(i, HEADINGS)) {
                cut = i;
            }
        }
        return cut;
    }

    private boolean isNamed(int at, Set<String> names) {
        return names.contains(pieces.get(at).name());
    }

    private boolean isBreak(int at) {
        return pieces.get(at).name().equals("br");
    }

    private static int words(Markup markup, List<Piece> pieces) {
        return pieces.stream().mapToInt(markup::words).sum();
    }
}
