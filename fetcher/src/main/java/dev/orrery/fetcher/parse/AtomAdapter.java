package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287) and Atom 0.3, a feed or an entry alone.
final class AtomAdapter {
    private final Document document;
    private final Element root;

    AtomAdapter(Document document) {
        this.document = document;
        this.root = document.root();
    }

    ParsedFeed adapt() {
        var channels = new ChannelReader(document.url());
        var channel = channels.read(root, root);
        boolean alone = root.name().equals("atom:entry");
        var entries = alone ? List.of(root) : root.children("atom:entry", "entry", "item");
        var reader = new EntryReader(document.url(), channels.authors(root));
        return document.feed(format(), root, channel, entries, reader, language());
    }

    private @Nullable String language() {
        var language = Bases.language(root);
        return language == null ? Fields.text(root.textOf("dc:language", "atom:language", "atom:lang")) : language;
    }

    private String format() {
        var version = root.attribute("version");
        boolean saysSo = version != null && version.strip().startsWith("0.");
        return saysSo || document.xml().isOldAtom() ? "atom_0.3" : "atom_1.0";
    }
}
