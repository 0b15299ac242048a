package dev.orrery.fetcher.parse;

import dev.orrery.fetcher.parse.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// RSS 0.90, 0.91, 0.92, 0.93, 0.94, 1.0 and 2.0.
final class RssAdapter {
    private final Document document;
    private final Element root;

    RssAdapter(Document document) {
        this.document = document;
        this.root = document.root();
    }

    ParsedFeed adapt() {
        var channel = root.name().equals("channel") ? root : Objects.requireNonNullElse(root.child("channel"), root);
        var read = new ChannelReader(document.url()).read(channel, root);
        var reader = new EntryReader(document.url(), List.of());
        return document.feed(format(), channel, read, items(channel), reader, language(channel));
    }

    /// RSS 2.0 and 0.9x have the items in the channel, RSS 0.90 and 1.0 beside it; some have them elsewhere.
    private List<Element> items(Element channel) {
        var items = new ArrayList<>(root.children("item"));
        for (var holder : root.children("channel", "items")) {
            items.addAll(holder.children("item", "entry", "atom:entry"));
        }
        if (channel == root) {
            return items;
        }
        channel.children("items").forEach(holder -> items.addAll(holder.children("item")));
        return items;
    }

    private @Nullable String language(Element channel) {
        var language = Fields.text(channel.textOf("language", "dc:language"));
        return language == null ? Bases.language(channel) : language;
    }

    private String format() {
        if (root.name().startsWith("rdf:") || root.name().equals("rdf")) {
            return document.xml().isNetscape() ? "rss_0.90" : "rss_1.0";
        }
        var version = root.attribute("version");
        var clean = version == null ? "" : version.strip();
        return switch (clean) {
            case "" -> "rss";
            case "0.91" -> document.xml().isNetscape() ? "rss_0.91N" : "rss_0.91U";
            case "0.90", "0.92", "0.93", "0.94" -> "rss_" + clean;
            default -> clean.startsWith("2") ? "rss_2.0" : "rss";
        };
    }
}
