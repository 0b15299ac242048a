package dev.orrery.enricher.sanitize;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// Makes other people's markup safe to put into a page, and keeps what they wrote.
///
/// What comes out is a balanced fragment: elements and attributes from an allow-list, absolute web addresses, no
/// script, no style, no forms, no frames but those in which known players open when a reader asks, no trackers.
/// Sanitizing it again changes nothing, and parsing it gives the tree that was meant. `SANITIZING.md` says
/// what is kept.
///
/// ```java
/// new Sanitizer().sanitize("<p onclick=x()>Hello <script>…</script>", addresses, "e-1-").html()   // <p>Hello </p>
/// ```
public final class Sanitizer {
    /// Raised whenever the same markup may come out differently.
    public static final int VERSION = 2;

    /// Deeper than anybody writes, and as deep as browsers go.
    private static final int MAX_DEPTH = 256;

    /// Where texts will stand; a parser looks at it and leaves it as it is.
    private static final Element PAGE = Document.createShell("").body();

    /// Dropping elements can make markup that parses into another tree; it settles after one more pass, rarely two.
    private static final int MAX_PASSES = 4;

    /// @param addresses what relative addresses resolve against
    /// @param prefix    put before ids, so that entries on one page do not share any
    public Sanitized sanitize(String html, Addresses addresses, String prefix) {
        return settled(pass(html, addresses, prefix, new Removals(false)), addresses, prefix);
    }

    /// As [#sanitize], with a list of all that was taken out.
    public Explained explain(String html, Addresses addresses, String prefix) {
        var removals = new Removals(true);
        var result = settled(pass(html, addresses, prefix, removals), addresses, prefix);
        return new Explained(result, removals.all());
    }

    private static Sanitized settled(Pass first, Addresses addresses, String prefix) {
        var latest = first;
        for (int passes = 1; latest.unsettled(); passes++) {
            var again = pass(latest.result().html(), addresses, prefix, new Removals(false));
            if (again.result().html().equals(latest.result().html())) {
                return latest.result().withRemoved(first.result().removed());
            }
            if (passes == MAX_PASSES) {
                return onlyWords(latest.result());
            }
            latest = new Pass(again.result(), true);
        }
        return latest.result();
    }

    /// As [#sanitize], for markup that was written as XML.
    public Sanitized sanitizeXhtml(String xhtml, Addresses addresses, String prefix) {
        return sanitize(Xhtml.asHtml(xhtml), addresses, prefix);
    }

    private record Pass(Sanitized result, boolean unsettled) {}

    private static Pass pass(String html, Addresses addresses, String prefix, Removals removals) {
        var body = parsed(html);
        var footnotes = new Footnotes(prefix, addresses, body);
        var out = new Output(html.length() + html.length() / 8);
        var words = new PlainText(html.length() / 2);
        var walk = new Walk(out, new Resources(addresses, footnotes, removals), removals, new Players(out, prefix), words);
        walk.through(body);
        var result = new Sanitized(
                out.toString(),
                words.text(),
                words.prose(),
                out.words(),
                walk.images(),
                removals.mostFrequentFirst());
        return new Pass(result, walk.isUnsettled());
    }

    /// @return an element that holds the parsed text
    private static Element parsed(String html) {
        var nodes = Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseFragmentInput(html, PAGE, "");
        var root = nodes.isEmpty() ? null : nodes.getFirst().parent();
        return root instanceof Element element ? element : new Element("body");
    }

    /// For markup that does not settle, which only an attack is known to be.
    private static Sanitized onlyWords(Sanitized unsettled) {
        return new Sanitized(
                Texts.escaped(unsettled.text()),
                unsettled.text(),
                unsettled.prose(),
                unsettled.words(),
                List.of(),
                unsettled.removed());
    }
}
