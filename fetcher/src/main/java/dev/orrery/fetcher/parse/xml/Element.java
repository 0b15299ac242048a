package dev.orrery.fetcher.parse.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element of a feed's document.
///
/// Its name is ours, in lower case: `title` of any RSS, `atom:title` of any Atom, `dc:date` of any Dublin Core, see
/// [Names]. Attributes keep the name they were written with and are found whatever its case.
public final class Element {
    private static final String[] NONE = {};

    private final @Nullable Element parent;
    private final String name;
    private final String tag;
    private String[] attributes = NONE;
    private @Nullable String text;
    private @Nullable List<Object> content;
    private boolean cutOff;

    Element(@Nullable Element parent, String name, String tag) {
        this.parent = parent;
        this.name = name;
        this.tag = tag;
    }

    public @Nullable Element parent() {
        return parent;
    }

    public String name() {
        return name;
    }

    /// As markup has it: without the prefix where that only says that it is HTML.
    String tag() {
        return tag;
    }

    /// Whether the document ended before the element did.
    public boolean isCutOff() {
        return cutOff;
    }

    public @Nullable String attribute(String wanted) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equalsIgnoreCase(wanted)) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    /// Name and value by turns.
    String[] attributes() {
        return attributes;
    }

    /// The first child of the first of these names for which there is one.
    public @Nullable Element child(String... names) {
        for (var wanted : names) {
            for (var child : content()) {
                if (child instanceof Element element && element.name.equals(wanted)) {
                    return element;
                }
            }
        }
        return null;
    }

    /// The last one of this name: where a field comes twice, feeds mean the later one.
    public @Nullable Element last(String wanted) {
        Element last = null;
        for (var child : content()) {
            if (child instanceof Element element && element.name.equals(wanted)) {
                last = element;
            }
        }
        return last;
    }

    /// All children of any of these names, in the document's order.
    public List<Element> children(String... names) {
        List<Element> found = List.of();
        for (var child : content()) {
            if (child instanceof Element element && element.isOneOf(names)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(element);
            }
        }
        return found;
    }

    public boolean isOneOf(String... names) {
        for (var one : names) {
            if (name.equals(one)) {
                return true;
            }
        }
        return false;
    }

    /// Its own text, without that of elements in it.
    public String text() {
        if (text != null) {
            return text;
        }
        var all = new StringBuilder();
        for (var part : content()) {
            if (part instanceof String string) {
                all.append(string);
            }
        }
        return all.toString();
    }

    /// The text of the first of these children that has any; where there are elements in it, with them as markup.
    public @Nullable String textOf(String... names) {
        for (var wanted : names) {
            var child = child(wanted);
            if (child != null && child.hasElements()) {
                return Markup.inside(child, null, (base, reference) -> reference);
            }
            if (child != null && !child.text().isBlank()) {
                return child.text();
            }
        }
        return null;
    }

    /// Its own text; where there is none but elements, those as markup.
    public String textOrMarkup() {
        var own = text();
        return own.isBlank() && hasElements() ? Markup.inside(this, null, (base, reference) -> reference) : own;
    }

    public boolean hasElements() {
        for (var part : content()) {
            if (part instanceof Element) {
                return true;
            }
        }
        return false;
    }

    /// Texts and elements by turns; empty where there is nothing but text.
    List<Object> content() {
        return content == null ? List.of() : content;
    }

    void attributes(String[] all) {
        attributes = all;
    }

    void add(Object part) {
        if (content == null) {
            if (part instanceof String only && text == null) {
                text = only;
                return;
            }
            content = new ArrayList<>(4);
            if (text != null) {
                content.add(text);
                text = null;
            }
        }
        content.add(part);
    }

    void cutOff() {
        cutOff = true;
    }
}
