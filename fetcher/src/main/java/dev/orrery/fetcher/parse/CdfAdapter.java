package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.fetcher.parse.dates.Dates;
import dev.orrery.fetcher.parse.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Channel Definition Format (Microsoft, 1997): channels within channels of items, most of it in attributes.
final class CdfAdapter {
    private static final int DEEPEST = 8;

    private final Document document;
    private final Texts texts;

    CdfAdapter(Document document) {
        this.document = document;
        this.texts = new Texts(document.url());
    }

    /// Whether this channel is CDF's and not RSS's, which may stand without its `rss` as well.
    static boolean isIt(Element channel) {
        return channel.attribute("href") != null
                || channel.attribute("lastmod") != null
                || channel.child("abstract", "schedule") != null
                || channel.children("item").stream().anyMatch(CdfAdapter::isItem);
    }

    private static boolean isItem(Element item) {
        return item.attribute("href") != null
                || item.attribute("lastmod") != null
                || item.child("abstract", "usage") != null;
    }

    ParsedFeed adapt() {
        var root = document.root();
        var entries = new ArrayList<Source>();
        var details = new ArrayList<EntryDetails>();
        items(root, entries, details, 0);
        return document.feed("cdf", root, channel(root), entries, details, Bases.language(root));
    }

    private Channel channel(Element root) {
        var logo = root.child("logo");
        var image = logo == null ? null : Fields.url(logo.attribute("href"));
        return new Channel(
                null,
                texts.first(root, "title"),
                href(root),
                texts.first(root, "abstract"),
                null,
                changed(root),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                image,
                null,
                image,
                null,
                null);
    }

    private void items(Element channel, List<Source> entries, List<EntryDetails> details, int depth) {
        for (var child : channel.children("item", "channel")) {
            if (child.name().equals("item")) {
                entries.add(item(child));
                details.add(new EntryDetails(null, List.of(), null, null, null, null));
            } else if (depth < DEEPEST) {
                items(child, entries, details, depth + 1);
            }
        }
    }

    private Source item(Element item) {
        var href = href(item);
        return new Source(
                null,
                texts.first(item, "title"),
                href == null ? List.of() : List.of(new Link(href, Links.ALTERNATE, null, null)),
                texts.first(item, "abstract"),
                null,
                List.of(),
                List.of(),
                null,
                changed(item),
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    private static @Nullable String href(Element element) {
        var own = Fields.url(element.attribute("href"));
        var anchor = element.child("a");
        return own != null || anchor == null ? own : Fields.url(anchor.attribute("href"));
    }

    private static @Nullable Instant changed(Element element) {
        return Dates.of(element.attribute("lastmod"));
    }
}
