package dev.orrery.publisher.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.orrery.events.Enclosure;
import dev.orrery.events.EventCodec;
import dev.orrery.events.Placement.PlacedTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON Feed 1.1 (jsonfeed.org/version/1.1). Where a post came from, for which it has no place, stands in `_source`.
final class JsonFeed implements FeedFormat {
    @Override
    public byte[] write(Feed feed) {
        var planet = feed.edition().planet();
        var json = new Members();
        json.put("version", "https://jsonfeed.org/version/1.1");
        json.put("title", feed.title());
        json.put("home_page_url", feed.page());
        json.put("feed_url", feed.self());
        json.put("description", planet.tagline());
        json.put("next_url", feed.chain().next());
        json.put("authors", List.of(person(feed.owner(), feed.edition().home(), null)));
        json.put("language", feed.language());
        if (feed.hub() != null) {
            json.put("hubs", List.of(new Members().put("type", "WebSub").put("url", feed.hub()).members));
        }
        json.put("items", feed.items("json").stream().map(JsonFeed::item).toList());
        return bytes(json.members);
    }

    private static Map<String, Object> item(Item item) {
        var json = new Members();
        json.put("id", item.id());
        json.put("url", item.link());
        json.put("title", item.title());
        json.put("content_html", item.html());
        if (item.html() == null) {
            // One of both has to be there.
            json.put("content_text", item.summary() == null ? "" : item.summary());
        }
        json.put("summary", item.summary());
        json.put("image", item.image() == null ? null : item.image().url());
        json.put("date_published", AtomFeed.date(item.published()));
        json.put("date_modified", AtomFeed.date(item.updated()));
        json.putAll(
                "authors",
                item.authors().stream()
                        .map(author -> person(author.name(), author.uri(), face(item, author)))
                        .toList());
        json.putAll(
                "tags",
                item.tags().stream()
                        .map(PlacedTag::label)
                        .map(Characters::allowed)
                        .toList());
        json.put("language", item.language());
        json.putAll(
                "attachments",
                item.enclosures().stream().map(JsonFeed::attachment).toList());
        json.put("_source", source(item.source()));
        return json.members;
    }

    /// A feed's face is that of the person it is named for.
    private static @Nullable String face(Item item, Item.Author author) {
        return author.name().equals(item.source().name()) ? item.source().icon() : null;
    }

    private static Map<String, Object> person(String name, @Nullable String url, @Nullable String avatar) {
        return new Members().put("name", name).put("url", url).put("avatar", avatar).members;
    }

    private static Map<String, Object> attachment(Enclosure enclosure) {
        return new Members()
                .put("url", enclosure.url())
                .put("mime_type", enclosure.type() == null ? "application/octet-stream" : enclosure.type())
                .put("size_in_bytes", enclosure.length())
                .members;
    }

    private static Map<String, Object> source(Item.Source source) {
        return new Members()
                .put("title", source.name())
                .put("feed_url", source.feed())
                .put("home_page_url", source.site())
                .put("icon", source.icon())
                .members;
    }

    private static byte[] bytes(Map<String, Object> json) {
        try {
            return EventCodec.json().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /// An object in the making; what is unknown is absent.
    private static final class Members {
        private final Map<String, Object> members = new LinkedHashMap<>();

        /// Half a character (an unpaired surrogate) cannot be written in UTF-8, and what XML forbids nobody expects.
        Members put(String name, @Nullable Object value) {
            if (value != null) {
                members.put(name, value instanceof String text ? Characters.allowed(text) : value);
            }
            return this;
        }

        void putAll(String name, List<?> values) {
            if (!values.isEmpty()) {
                members.put(name, values);
            }
        }
    }
}
