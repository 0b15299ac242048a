package dev.orrery.enricher.sanitize;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// Links within an entry, such as those to its footnotes and back.
///
/// On a page with other entries `id="1"` would be ambiguous, so ids get the entry's own prefix and links follow. An id
/// that nothing in the entry links to is dropped.
final class Footnotes {
    private static final int MAX_ID = 100;

    private final String prefix;
    private final Addresses addresses;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> linked = new HashSet<>();

    Footnotes(String prefix, Addresses addresses) {
        this.prefix = prefix;
        this.addresses = addresses;
    }

    /// Looks through the tree for ids and links to them; `html` tells quickly that there are none.
    void collect(String html, Node root) {
        if (html.indexOf('#') < 0) {
            return;
        }
        root.traverse((NodeVisitor) (node, depth) -> {
            if (node instanceof Element element) {
                collect(element);
            }
        });
        targets.retainAll(ids);
    }

    private void collect(Element element) {
        if (element.attributesSize() == 0) {
            return;
        }
        var id = idOf(element);
        if (id != null) {
            ids.add(id);
        }
        if (element.nameIs("a") && element.hasAttr("href")) {
            var target = addresses.withinPage(element.attr("href"));
            if (target != null) {
                targets.add(target);
            }
        }
    }

    /// The id to write for this element, or null. Each is written once: the first one counts, as in browsers.
    @Nullable
    String written(Element element) {
        var id = targets.isEmpty() ? null : idOf(element);
        return id != null && targets.contains(id) && written.add(id) ? prefixed(id) : null;
    }

    /// The address of the footnote that is meant, or null if this is no link within the entry.
    @Nullable
    String link(String reference) {
        var target = targets.isEmpty() ? null : addresses.withinPage(reference);
        if (target == null || !targets.contains(target)) {
            return null;
        }
        linked.add(target);
        return "#" + prefixed(target);
    }

    /// As it was before it was sanitized once, if it was.
    String unprefixed(String reference) {
        return !prefix.isEmpty() && reference.startsWith("#" + prefix)
                ? "#" + reference.substring(1 + prefix.length())
                : reference;
    }

    /// Whether what was written has an id that nothing links to, or a link to an id that went.
    boolean isLoose() {
        return !linked.equals(written);
    }

    private String prefixed(String id) {
        return id.startsWith(prefix) ? id : prefix + id;
    }

    private static @Nullable String idOf(Element element) {
        var id = element.attributesSize() == 0 ? "" : element.attributes().get("id");
        if (id.isEmpty() && element.nameIs("a")) {
            id = element.attr("name");
        }
        boolean usable = !id.isEmpty() && id.length() <= MAX_ID && id.chars().allMatch(Footnotes::isPlain);
        return usable ? id : null;
    }

    private static boolean isPlain(int c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0);
    }
}
