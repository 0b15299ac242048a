package dev.orrery.fetcher.parse.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Whatever calls itself XML to the tree: junk before it, control characters, HTML's entities, bare ampersands and
/// angle brackets, prefixes that nobody declared, end tags that are missing, crossed or too many.
///
/// It only goes forward, and looks for each kind of end at most once in vain: its time grows with the document.
final class LenientReader {
    private static final Pattern ROOT = Pattern.compile(
            "<(?:[A-Za-z]\\w{0,20}:)?(?:rss|feed|rdf|channel|entry|html)[\\s>/]", Pattern.CASE_INSENSITIVE);

    /// Elements of HTML that have no end tag and are no fields of feeds.
    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "meta", "wbr", "embed", "param", "col");

    private static final int MOST_ATTRIBUTES = 256;

    private final String document;
    private final TreeBuilder tree;
    private final DocumentType entities = new DocumentType();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Integer> openNames = new HashMap<>();
    private final List<String> attributes = new ArrayList<>();
    private final Ends ends;
    private Scope scope = Scope.NONE;
    private int at;

    /// An element that waits for its end tag.
    private record Open(String name, Scope outside) {}

    LenientReader(String document, TreeBuilder tree) {
        this.document = document;
        this.tree = tree;
        this.ends = new Ends(document);
    }

    void read() throws UnreadableDocument {
        at = beginning();
        while (at < document.length()) {
            text(nextMarkup());
            if (at < document.length()) {
                markup();
            }
        }
    }

    /// Past brackets that begin nothing.
    private int nextMarkup() {
        int bracket = document.indexOf('<', at);
        while (bracket >= 0 && !isMarkup(bracket)) {
            bracket = document.indexOf('<', bracket + 1);
        }
        return bracket < 0 ? document.length() : bracket;
    }

    private boolean isMarkup(int bracket) {
        char next = bracket + 1 < document.length() ? document.charAt(bracket + 1) : ' ';
        return next == '!' || next == '?' || isNameStart(bracket + 1) || (next == '/' && isNameStart(bracket + 2));
    }

    /// Past whatever stands before the feed, but not past a document type, which may declare entities.
    private int beginning() {
        var root = ROOT.matcher(document);
        int first = root.find() ? root.start() : document.length();
        int type = document.indexOf("<!DOCTYPE");
        return type >= 0 && type < first ? type : first;
    }

    private void text(int end) throws UnreadableDocument {
        if (end > at) {
            tree.text(entities.resolve(document, at, end));
            at = end;
        }
    }

    private void markup() throws UnreadableDocument {
        if (document.startsWith("<![CDATA[", at)) {
            int end = ends.of("]]>", at);
            tree.text(Characters.legal(document.substring(at + 9, Math.max(end, at + 9))));
            at = Math.min(document.length(), end + 3);
        } else if (document.startsWith("<!--", at)) {
            at = Math.min(document.length(), ends.of("-->", at + 4) + 3);
        } else if (document.startsWith("<!DOCTYPE", at)) {
            at = entities.read(document, at);
        } else if (document.startsWith("<!", at) || document.startsWith("<?", at)) {
            at = Math.min(document.length(), ends.of(">", at) + 1);
        } else if (document.startsWith("</", at)) {
            endTag();
        } else {
            startTag();
        }
    }

    private void endTag() {
        int from = at + 2;
        at = nameEnd(from);
        var name = document.substring(from, at).toLowerCase(Locale.ROOT);
        at = Math.min(document.length(), ends.of(">", at) + 1);
        if (openNames.getOrDefault(name, 0) > 0) {
            while (!close().name().equals(name)) {
                // What lies within it ends with it.
            }
        }
    }

    private void startTag() throws UnreadableDocument {
        int from = at + 1;
        at = nameEnd(from);
        var name = document.substring(from, at);
        boolean isEmpty = attributes();
        var outside = scope;
        scope = scope.with(attributes);
        int colon = name.indexOf(':');
        var prefix = colon < 0 ? "" : name.substring(0, colon);
        var local = name.substring(colon + 1);
        closeForgotten(name.toLowerCase(Locale.ROOT), local);
        var element = tree.start(scope.namespace(prefix), prefix, local);
        if (element != null) {
            element.attributes(named());
        }
        var opened = new Open(name.toLowerCase(Locale.ROOT), outside);
        open.push(opened);
        openNames.merge(opened.name(), 1, Integer::sum);
        if (isEmpty || (prefix.isEmpty() && VOID.contains(opened.name()))) {
            close();
        }
    }

    /// An entry within an entry is one after it, whose end tag was forgotten.
    private void closeForgotten(String name, String local) {
        boolean isEntry = local.equals("item") || local.equals("entry");
        if (isEntry && openNames.getOrDefault(name, 0) > 0) {
            while (!close().name().equals(name)) {
                // Up to and with the entry.
            }
        }
    }

    private Open close() {
        var closed = open.pop();
        openNames.merge(closed.name(), -1, Integer::sum);
        scope = closed.outside();
        tree.end();
        return closed;
    }

    /// Reads them as name and value by turns.
    ///
    /// @return whether the tag is an empty element's
    private boolean attributes() throws UnreadableDocument {
        attributes.clear();
        while (at < document.length()) {
            char c = document.charAt(at);
            if (c == '>') {
                at++;
                return false;
            }
            if (c == '<') {
                return false;
            }
            if (c == '/' && document.startsWith("/>", at)) {
                at += 2;
                return true;
            }
            if (isNameStart(at)) {
                attribute();
            } else {
                at++;
            }
        }
        return false;
    }

    private void attribute() throws UnreadableDocument {
        int from = at;
        at = nameEnd(at);
        var name = document.substring(from, at);
        int equals = skipSpace(at);
        var value = "";
        if (equals < document.length() && document.charAt(equals) == '=') {
            at = skipSpace(equals + 1);
            value = value();
        }
        if (attributes.size() < 2 * MOST_ATTRIBUTES) {
            attributes.add(name);
            attributes.add(value);
        }
    }

    private String value() throws UnreadableDocument {
        char quote = at < document.length() ? document.charAt(at) : ' ';
        int from = at;
        if (quote == '"' || quote == '\'') {
            from = at + 1;
            int end = ends.of(quote == '"' ? "\"" : "'", from);
            at = Math.min(document.length(), end + 1);
            return entities.resolve(document, from, end);
        }
        while (at < document.length() && " \t\r\n><".indexOf(document.charAt(at)) < 0) {
            at++;
        }
        return entities.resolve(document, from, at);
    }

    private String[] named() {
        var named = new String[attributes.size()];
        for (int i = 0; i < named.length; i += 2) {
            var name = attributes.get(i);
            int colon = name.indexOf(':');
            var prefix = colon < 0 ? "" : name.substring(0, colon);
            var uri = colon < 0 ? "" : scope.namespace(prefix);
            named[i] = Names.attribute(uri, prefix, name.substring(colon + 1));
            named[i + 1] = attributes.get(i + 1);
        }
        return named;
    }

    private boolean isNameStart(int index) {
        if (index >= document.length()) {
            return false;
        }
        char c = document.charAt(index);
        return Character.isLetter(c) || c == '_';
    }

    private int nameEnd(int index) {
        int end = index;
        while (end < document.length() && " \t\r\n/><=\"'".indexOf(document.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int skipSpace(int index) {
        int next = index;
        while (next < document.length() && " \t\r\n".indexOf(document.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }
}
