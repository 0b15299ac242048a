package dev.orrery.fetcher.parse.xml;

import dev.orrery.fetcher.parse.xml.UnreadableDocument.Kind;
import org.jspecify.annotations.Nullable;

/// Builds the tree that both readers read, within limits: depth, elements, characters, entries.
final class TreeBuilder {
    private static final int MOST_DEPTH = 500;
    private static final int MOST_ELEMENTS = 500_000;

    private final Names names = new Names();
    private final int mostEntries;
    private final boolean hasControls;
    private long charactersLeft;
    private int elements;
    private int entries;
    private int left;
    private int depth;
    private int skipped;
    private @Nullable Element root;
    private @Nullable Element open;
    private @Nullable Element entry;
    private @Nullable String pending;
    private @Nullable StringBuilder more;

    /// @param mostEntries    of further ones only the number is kept
    /// @param mostCharacters of text
    /// @param hasControls    whether there may be C1 control characters, which are windows-1252 in truth
    TreeBuilder(int mostEntries, long mostCharacters, boolean hasControls) {
        this.mostEntries = mostEntries;
        this.charactersLeft = mostCharacters;
        this.hasControls = hasControls;
    }

    @Nullable
    Element root() {
        return root;
    }

    Names names() {
        return names;
    }

    /// Entries that were not kept.
    int left() {
        return left;
    }

    boolean isSkipping() {
        return skipped > 0;
    }

    @Nullable
    Element open() {
        return open;
    }

    /// @return null where the element is skipped
    @Nullable
    Element start(String uri, String prefix, String local) throws UnreadableDocument {
        if (++depth > MOST_DEPTH) {
            throw new UnreadableDocument(
                    Kind.TOO_DEEP, "it has more than %,d elements within each other".formatted(MOST_DEPTH));
        }
        if (skipped > 0) {
            skipped++;
            return null;
        }
        var name = names.element(uri, prefix, local);
        boolean isEntry = entry == null && depth > 1 && isEntry(name);
        if (isEntry && entries >= mostEntries) {
            left++;
            skipped = 1;
            return null;
        }
        return open(name, names.tag(name, prefix, local), isEntry);
    }

    private Element open(String name, String tag, boolean isEntry) throws UnreadableDocument {
        if (++elements > MOST_ELEMENTS) {
            throw new UnreadableDocument(Kind.TOO_LARGE, "it has more than %,d elements".formatted(MOST_ELEMENTS));
        }
        flush();
        var element = new Element(open, name, tag);
        if (open != null) {
            open.add(element);
        } else if (root == null) {
            root = element;
        }
        if (isEntry) {
            entries++;
            entry = element;
        }
        open = element;
        return element;
    }

    static boolean isEntry(String name) {
        return name.equals("item") || name.equals("atom:entry") || name.equals("entry");
    }

    void text(String text) throws UnreadableDocument {
        if (skipped > 0 || open == null || text.isEmpty()) {
            return;
        }
        charactersLeft -= text.length();
        if (charactersLeft < 0) {
            throw new UnreadableDocument(Kind.TOO_LARGE, "its own entities make it grow without end");
        }
        if (pending == null) {
            pending = text;
        } else {
            more = more == null ? new StringBuilder(pending) : more;
            more.append(text);
        }
    }

    void end() {
        depth--;
        if (skipped > 0) {
            skipped--;
            return;
        }
        flush();
        if (open != null) {
            if (open == entry) {
                entry = null;
            }
            open = open.parent();
        }
    }

    /// The document is over, whatever is still open.
    void finish() {
        flush();
        for (var at = open; at != null; at = at.parent()) {
            at.cutOff();
        }
    }

    private void flush() {
        if (pending != null && open != null) {
            var text = more == null ? pending : more.toString();
            open.add(hasControls ? Windows1252.repair(text) : text);
        }
        pending = null;
        more = null;
    }
}
