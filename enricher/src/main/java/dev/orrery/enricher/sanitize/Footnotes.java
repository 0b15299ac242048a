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
    private final String linkStart;
    private final Node root;
    private final Set<String> written = new HashSet<>();
    private final Set<String> linked = new HashSet<>();

    /// Ids of this text that something in it links to; absent until somebody asks.
    private @Nullable Set<String> targets;

    /// @param root the whole text
    Footnotes(String prefix, Addresses addresses, Node root) {
        this.prefix = prefix;
        this.linkStart = "#" + prefix;
        this.addresses = addresses;
        this.root = root;
    }

    private boolean isTarget(String id) {
        if (targets == null) {
            targets = collected();
        }
        return targets.contains(id);
    }

    private Set<String> collected() {
        var ids = new HashSet<String>();
        var links = new HashSet<String>();
        root.traverse((NodeVisitor) (node, depth) -> {
            if (node instanceof Element element) {
                collect(element, ids, links);
            }
        });
        links.retainAll(ids);
        return links;
    }

    private void collect(Element element, Set<String> ids, Set<String> links) {
        if (element.attributesSize() == 0) {
            return;
        }
        var id = idOf(element);
        if (id != null) {
            ids.add(id);
        }
        if (element.nameIs("a")) {
            var target = addresses.withinPage(Given.value(element, "href"));
            if (target != null) {
                links.add(target);
            }
        }
    }

    /// The id to write for this element, or null. Each is written once: the first one counts, as in browsers.
    @Nullable
    String written(Element element) {
        var id = idOf(element);
        return id != null && isTarget(id) && written.add(id) ? prefixed(id) : null;
    }

    /// The address of the footnote that is meant, or null if this is no link within the entry.
    @Nullable
    String link(String reference) {
        var target = addresses.withinPage(reference);
        if (target == null || !isTarget(target)) {
            return null;
        }
        linked.add(target);
        return "#" + prefixed(target);
    }

    /// As it was before it was sanitized once, if it was.
    String unprefixed(String reference) {
        return !prefix.isEmpty() && reference.startsWith(linkStart)
                ? "#" + reference.substring(linkStart.length())
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
        var id = Given.value(element, "id");
        if (id.isEmpty() && element.nameIs("a")) {
            id = Given.value(element, "name");
        }
        boolean usable = !id.isEmpty() && id.length() <= MAX_ID && id.chars().allMatch(Footnotes::isPlain);
        return usable ? id : null;
    }

    private static boolean isPlain(int c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0);
    }
}
