package dev.orrery.fetcher.parse.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The namespaces that are declared somewhere in a document, as a list from the inside out.
///
/// @param size of the list; beyond some number, declarations are ignored
record Scope(@Nullable Scope outer, String prefix, String uri, int size) {
    static final Scope NONE = new Scope(null, "xml", "http://www.w3.org/XML/1998/namespace", 1);

    private static final int MOST = 200;

    /// @param attributes name and value by turns; the declarations among them are taken out
    Scope with(List<String> attributes) {
        var scope = this;
        for (int i = 0; i < attributes.size(); i += 2) {
            var name = attributes.get(i);
            if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                if (scope.size < MOST) {
                    var prefix = name.equals("xmlns") ? "" : name.substring(6);
                    scope = new Scope(scope, prefix, attributes.get(i + 1), scope.size + 1);
                }
                attributes.subList(i, i + 2).clear();
                i -= 2;
            }
        }
        return scope;
    }

    /// The one declared, else the one that the prefix usually means, else none.
    String namespace(String prefix) {
        for (var at = this; at != null; at = at.outer) {
            if (at.prefix.equals(prefix)) {
                return at.uri;
            }
        }
        var usual = prefix.isEmpty() ? null : Names.usualNamespace(prefix);
        return usual == null ? (prefix.isEmpty() ? "" : "?") : usual;
    }
}
