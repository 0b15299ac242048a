package dev.orrery.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import dev.orrery.fetcher.parse.Channel;
import dev.orrery.fetcher.parse.EntryDetails;
import dev.orrery.fetcher.parse.ParsedFeed;
import dev.orrery.fetcher.parse.Podcast;
import dev.orrery.fetcher.parse.Urls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was read of a document in the words in which feed parsers are compared: one flat name for each thing that any
/// format has, every address absolute, every text as markup or plain text just as it stands there.
///
/// @param error why the document could not be read
record ParseAnswer(
        String id,
        @Nullable String error,
        @Nullable Map<String, Object> feed,
        @Nullable List<Map<String, Object>> entries) {

    static ParseAnswer error(String id, String reason) {
        return new ParseAnswer(id, reason, null, null);
    }

    static ParseAnswer of(String id, ParsedFeed parsed) {
        return new ParseAnswer(id, null, feed(parsed), entries(parsed));
    }

    /// Where the document is from: `Content-Location`, resolved against the address asked for (RFC 9110 section 8.7).
    static @Nullable String base(JsonNode line) {
        var url = line.path("base_url").isTextual() ? line.path("base_url").asText() : null;
        var headers = line.path("headers");
        for (var name : (Iterable<String>) headers::fieldNames) {
            if (name.equalsIgnoreCase("content-location")) {
                return Urls.resolve(url, headers.path(name).asText());
            }
        }
        return url;
    }

    private static Map<String, Object> feed(ParsedFeed parsed) {
        var feed = channel(parsed.details().channel(), parsed.base());
        if (parsed.details().channel().authors().isEmpty()) {
            // A feed that names nobody is by those who wrote in it.
            var authors = parsed.entries().stream()
                    .flatMap(entry -> entry.authors().stream())
                    .distinct()
                    .toList();
            people(feed, "author", authors, parsed.base());
        }
        put(feed, "language", parsed.language());
        put(feed, "format", parsed.format().replaceAll("[_.]", ""));
        put(feed, "encoding", parsed.details().charset());
        return feed;
    }

    private static Map<String, Object> channel(Channel channel, @Nullable String base) {
        var answer = new LinkedHashMap<String, Object>();
        put(answer, "id", resolved(channel.id(), base));
        put(answer, "title", text(channel.title(), base));
        put(answer, "link", address(channel.link(), base));
        put(answer, "subtitle", text(channel.subtitle(), base));
        put(answer, "info", text(channel.info(), base));
        put(answer, "updated", date(channel.updated(), channel.published()));
        put(answer, "published", date(channel.published(), null));
        put(answer, "rights", text(channel.rights(), base));
        people(answer, "author", channel.authors(), base);
        people(answer, "contributor", channel.contributors(), base);
        put(
                answer,
                "categories",
                channel.categories().stream().map(Category::term).toList());
        put(answer, "image", address(channel.image(), base));
        put(answer, "icon", address(channel.icon(), base));
        put(answer, "logo", address(channel.logo(), base));
        put(answer, "generator", channel.generator());
        put(answer, "itunes", podcast(channel.podcast()));
        return answer;
    }

    private static List<Map<String, Object>> entries(ParsedFeed parsed) {
        var entries = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < parsed.entries().size(); i++) {
            entries.add(
                    entry(parsed.entries().get(i), parsed.details().entries().get(i), parsed));
        }
        return entries;
    }

    private static Map<String, Object> entry(Source entry, EntryDetails details, ParsedFeed parsed) {
        var base = parsed.base();
        var answer = new LinkedHashMap<String, Object>();
        put(answer, "id", resolved(entry.guid(), base));
        put(answer, "link", link(entry, parsed));
        put(answer, "title", text(entry.title(), base));
        put(answer, "summary", text(entry.summary() == null ? entry.content() : entry.summary(), base));
        put(answer, "content", text(entry.content(), base));
        people(answer, "author", entry.authors(), base);
        people(answer, "contributor", details.contributors(), base);
        put(answer, "published", date(entry.published(), null));
        put(answer, "updated", date(entry.updated(), entry.published()));
        put(
                answer,
                "categories",
                entry.categories().stream().map(Category::term).toList());
        put(
                answer,
                "enclosures",
                entry.enclosures().stream().map(file -> file(file, base)).toList());
        put(answer, "comments", address(entry.comments(), base));
        put(answer, "rights", text(details.rights(), base));
        put(answer, "language", details.language());
        put(answer, "source", source(entry, details, base));
        put(answer, "image", address(details.image(), base));
        put(answer, "itunes", podcast(details.podcast()));
        return answer;
    }

    /// An entry without an address of its own is at its file's, else at its site's.
    private static @Nullable String link(Source entry, ParsedFeed parsed) {
        var own = entry.links().stream()
                .filter(link -> link.rel().equals("alternate"))
                .map(Link::href)
                .findFirst()
                .or(() -> entry.enclosures().stream().map(Enclosure::url).findFirst());
        return own.isPresent() ? address(own.get(), parsed.base()) : parsed.site();
    }

    private static @Nullable Map<String, Object> source(Source entry, EntryDetails details, @Nullable String base) {
        if (details.source() != null) {
            return channel(details.source(), base);
        }
        var origin = entry.origin();
        if (origin == null) {
            return null;
        }
        var answer = new LinkedHashMap<String, Object>();
        put(answer, "title", origin.title());
        put(answer, "link", address(origin.link(), base));
        return answer;
    }

    private static Map<String, Object> file(Enclosure file, @Nullable String base) {
        var answer = new LinkedHashMap<String, Object>();
        put(answer, "url", address(file.url(), base));
        put(answer, "type", file.type());
        put(answer, "length", file.length() == null ? null : file.length().toString());
        return answer;
    }

    private static @Nullable Map<String, Object> podcast(@Nullable Podcast podcast) {
        if (podcast == null) {
            return null;
        }
        var answer = new LinkedHashMap<String, Object>();
        put(answer, "title", podcast.title());
        put(answer, "block", podcast.block());
        put(answer, "explicit", podcast.explicit());
        put(answer, "duration", podcast.duration());
        put(answer, "season", podcast.season());
        put(answer, "episode", podcast.episode());
        put(answer, "episodetype", podcast.episodeType());
        return answer;
    }

    private static void people(Map<String, Object> answer, String role, List<Person> people, @Nullable String base) {
        var list = new ArrayList<Map<String, Object>>();
        for (var person : people) {
            var one = new LinkedHashMap<String, Object>();
            put(one, "name", person.name());
            put(one, "email", person.email());
            put(one, "uri", address(person.uri(), base));
            list.add(one);
        }
        put(answer, role + "s", list);
        if (!people.isEmpty()) {
            var first = people.getFirst();
            put(answer, role, first.name() != null ? first.name() : first.email());
        }
    }

    private static @Nullable String text(@Nullable Text text, @Nullable String base) {
        if (text == null) {
            return null;
        }
        return text.type().equals(Text.PLAIN)
                ? text.value()
                : new AbsoluteMarkup(text.value(), text.base() == null ? base : text.base()).toString();
    }

    private static @Nullable String address(@Nullable String written, @Nullable String base) {
        return written == null ? null : Urls.resolve(base, written);
    }

    /// An id is an address only if it looks like one.
    private static @Nullable String resolved(@Nullable String id, @Nullable String base) {
        return id != null && id.startsWith("/") ? Urls.resolve(base, id) : id;
    }

    private static @Nullable String date(@Nullable Instant date, @Nullable Instant otherwise) {
        return date != null ? date.toString() : otherwise == null ? null : otherwise.toString();
    }

    private static void put(Map<String, Object> answer, String name, @Nullable Object value) {
        if (value != null) {
            answer.put(name, value);
        }
    }
}
