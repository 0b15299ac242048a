package dev.orrery.enricher.sanitize;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Makes other people's markup safe to put into a page, and keeps what they wrote.
///
/// What comes out is a balanced fragment: elements and attributes from an allow-list, absolute web addresses, no
/// script, no style, no forms, no frames but those in which known players open when a reader asks, no trackers.
/// Sanitizing it again changes nothing, and parsing it gives the tree that was meant. `SANITIZING.md` says
/// what is kept. Threads may share one.
///
/// ```java
/// new Sanitizer().sanitize("<p onclick=x()>Hello <script>…</script>", addresses, "e-1-").html()   // <p>Hello </p>
/// ```
public final class Sanitizer {
    /// Raised whenever the same markup may come out differently.
    public static final int VERSION = 2;

    /// Dropping elements can make markup that parses into another tree; it settles after one more pass, rarely two.
    private static final int MAX_PASSES = 4;

    /// Free to be used; whoever finds none sets up another.
    private final AtomicReference<@Nullable Desk> spare = new AtomicReference<>();

    /// @param addresses what relative addresses resolve against
    /// @param prefix    put before ids, so that entries on one page do not share any
    public Sanitized sanitize(String html, Addresses addresses, String prefix) {
        return sanitize(html, addresses, prefix, new Removals(false));
    }

    /// As [#sanitize], with a list of all that was taken out.
    public Explained explain(String html, Addresses addresses, String prefix) {
        var removals = new Removals(true);
        return new Explained(sanitize(html, addresses, prefix, removals), removals.all());
    }

    /// As [#sanitize], for markup that was written as XML.
    public Sanitized sanitizeXhtml(String xhtml, Addresses addresses, String prefix) {
        return sanitize(Xhtml.asHtml(xhtml), addresses, prefix);
    }

    private Sanitized sanitize(String html, Addresses addresses, String prefix, Removals removals) {
        var free = spare.getAndSet(null);
        var desk = free == null ? new Desk() : free;
        var first = pass(desk, html, addresses, prefix, removals);
        var sanitized = first.unsettled() ? settled(first, desk, addresses, prefix) : first.result();
        if (desk.canBeKept()) {
            spare.set(desk);
        }
        return sanitized;
    }

    private static Sanitized settled(Pass first, Desk desk, Addresses addresses, String prefix) {
        var latest = first;
        for (int passes = 1; latest.unsettled(); passes++) {
            var again = pass(desk, latest.result().html(), addresses, prefix, new Removals(false));
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

    private record Pass(Sanitized result, boolean unsettled) {}

    private static Pass pass(Desk desk, String html, Addresses addresses, String prefix, Removals removals) {
        var body = desk.parsed(html);
        var out = desk.output();
        var words = desk.words();
        var resources = new Resources(addresses, new Footnotes(prefix, addresses, body), removals);
        var walk = new Walk(body, out, resources, removals, new Players(out, prefix), words);
        walk.through();
        var result = new Sanitized(
                out.toString(), words.text(), words.prose(), out.words(), walk.images(), removals.mostFrequentFirst());
        return new Pass(result, walk.isUnsettled());
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
