package dev.orrery.fetcher.parse;

import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.events.RawEntry.Thumbnail;
import dev.orrery.fetcher.parse.FeedParser.NotAFeed;
import dev.orrery.fetcher.parse.dates.Dates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
final class JsonFeedAdapter {
    private final JsonFields feed;
    private final String charset;
    private final int left;
    private final boolean isWhole;
    private final @Nullable String url;

    private JsonFeedAdapter(JsonFields feed, String charset, JsonTree tree, @Nullable String url) {
        this.feed = feed;
        this.charset = charset;
        this.left = tree.left();
        this.isWhole = tree.isWhole();
        this.url = url;
    }

    static FeedParser.Result read(String document, String charset, int mostEntries, @Nullable String url) {
        Map<String, Object> root;
        var tree = new JsonTree("items", mostEntries);
        try {
            root = tree.read(document);
        } catch (IOException e) {
            var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new NotAFeed(
                    NotAFeed.Kind.NO_DOCUMENT,
                    "The document is not well-formed JSON: %s.".formatted(Fields.text(line)));
        }
        var feed = new JsonFields(root == null ? Map.of() : root);
        var version = feed.text("version");
        if (!feed.has("items") && (version == null || !version.contains("jsonfeed"))) {
            return new NotAFeed(NotAFeed.Kind.OTHER_DOCUMENT, "The document is JSON, but no JSON Feed.");
        }
        return new FeedParser.Parsed(new JsonFeedAdapter(feed, charset, tree, url).adapt());
    }

    private ParsedFeed adapt() {
        var authors = authors(feed);
        var entries = new ArrayList<Source>();
        var details = new ArrayList<EntryDetails>();
        for (var item : feed.objects("items")) {
            entries.add(entry(item, authors));
            details.add(new EntryDetails(null, List.of(), item.text("language"), null, item.url("image"), null));
        }
        var site = feed.url("home_page_url");
        var self = feed.url("feed_url");
        return new ParsedFeed(
                format(),
                url,
                feed.text("title"),
                site == null ? null : Urls.resolve(url, site),
                feed.text("language"),
                entries,
                left,
                Rhythm.NONE,
                Fields.each(feed.objects("hubs"), this::hub),
                self == null ? null : Urls.resolve(url, self),
                isWhole,
                feed.isTrue("expired"),
                List.of(),
                new FeedDetails(channel(authors, site), charset, null, details));
    }

    private Channel channel(List<Person> authors, @Nullable String site) {
        var icon = feed.url("icon");
        return new Channel(
                feed.text("feed_url"),
                plain("title", feed),
                site,
                plain("description", feed),
                null,
                null,
                null,
                null,
                authors,
                List.of(),
                List.of(),
                icon,
                feed.url("favicon"),
                null,
                null,
                null);
    }

    private String format() {
        var version = feed.text("version");
        return version != null && version.endsWith("/1.1") ? "json_1.1" : "json_1.0";
    }

    private @Nullable String hub(JsonFields hub) {
        var type = hub.text("type");
        var address = hub.url("url");
        return "websub".equalsIgnoreCase(type) && address != null ? Urls.resolve(url, address) : null;
    }

    private Source entry(JsonFields item, List<Person> feedAuthors) {
        var authors = authors(item);
        var html = item.raw("content_html");
        var text = item.raw("content_text");
        return new Source(
                Fields.guid(item.raw("id")),
                plain("title", item),
                links(item),
                plain("summary", item),
                html != null
                        ? new Text(Text.HTML, html, null, item.text("language"))
                        : text == null ? null : new Text(Text.PLAIN, text, null, item.text("language")),
                authors.isEmpty() ? feedAuthors : authors,
                Fields.each(item.texts("tags"), tag -> new Category(tag, null, null)),
                Dates.of(item.text("date_published")),
                Dates.of(item.text("date_modified")),
                Fields.each(item.objects("attachments"), JsonFeedAdapter::attachment),
                null,
                null,
                thumbnails(item),
                null);
    }

    /// The text itself is at `url`; what it is about, at `external_url`.
    private static List<Link> links(JsonFields item) {
        var links = new ArrayList<Link>();
        var own = item.url("url");
        var external = item.url("external_url");
        if (own != null) {
            links.add(new Link(own, Links.ALTERNATE, null, null));
        }
        if (external != null) {
            links.add(new Link(external, own == null ? Links.ALTERNATE : "related", null, null));
        }
        return links;
    }

    private static List<Thumbnail> thumbnails(JsonFields item) {
        var image = item.url("image");
        var chosen = image == null ? item.url("banner_image") : image;
        return chosen == null ? List.of() : List.of(new Thumbnail(chosen, null, null));
    }

    private static @Nullable Enclosure attachment(JsonFields file) {
        var url = file.url("url");
        return url == null
                ? null
                : new Enclosure(url, file.text("mime_type"), Fields.number(file.text("size_in_bytes")));
    }

    /// 1.1 has several, 1.0 one.
    private static List<Person> authors(JsonFields holder) {
        var authors = Fields.each(holder.objects("authors"), JsonFeedAdapter::author);
        return authors.isEmpty() ? Fields.each(holder.objects("author"), JsonFeedAdapter::author) : authors;
    }

    private static @Nullable Person author(JsonFields author) {
        var name = author.text("name");
        var url = author.url("url");
        if (url != null && url.startsWith("mailto:")) {
            return new Person(name, url.substring("mailto:".length()), null);
        }
        return name == null && url == null ? null : new Person(name, null, url);
    }

    private static @Nullable Text plain(String name, JsonFields holder) {
        var text = holder.raw(name);
        return text == null ? null : new Text(Text.PLAIN, text, null, holder.text("language"));
    }
}
