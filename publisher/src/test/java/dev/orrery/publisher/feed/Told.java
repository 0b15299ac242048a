package dev.orrery.publisher.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.modules.content.ContentModule;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.SyndFeedInput;
import dev.orrery.events.EventCodec;
import dev.orrery.publisher.serve.Format;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/// A post of a feed as a program reads it that is not ours: Rome for XML, Jackson's tree for JSON.
public record Told(
        String id,
        String link,
        @Nullable String title,
        @Nullable String html,
        Instant published,
        List<String> authors,
        List<String> tags) {

    public static List<Told> by(Format format, byte[] document) throws Exception {
        return format == Format.JSON ? json(document) : xml(document);
    }

    private static List<Told> json(byte[] document) throws Exception {
        var told = new ArrayList<Told>();
        for (var item : EventCodec.json().readTree(document).path("items")) {
            told.add(new Told(
                    item.path("id").asText(),
                    item.path("url").asText(),
                    text(item, "title"),
                    text(item, "content_html"),
                    Instant.parse(item.path("date_published").asText()),
                    item.path("authors").findValuesAsText("name"),
                    texts(item.path("tags"))));
        }
        return told;
    }

    private static @Nullable String text(JsonNode item, String name) {
        return item.has(name) ? item.path(name).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Told> xml(byte[] document) throws Exception {
        // Its XmlReader would do as much; what is declared in the document counts here too.
        var feed = new SyndFeedInput().build(new InputSource(new ByteArrayInputStream(document)));
        return feed.getEntries().stream().map(Told::of).toList();
    }

    private static Told of(SyndEntry entry) {
        return new Told(
                entry.getUri(),
                entry.getLink(),
                entry.getTitle(),
                html(entry),
                entry.getPublishedDate().toInstant(),
                authors(entry),
                tags(entry));
    }

    private static @Nullable String html(SyndEntry entry) {
        if (!entry.getContents().isEmpty()) {
            return entry.getContents().getFirst().getValue();
        }
        return entry.getModule(ContentModule.URI) instanceof ContentModule content
                        && !content.getEncodeds().isEmpty()
                ? content.getEncodeds().getFirst()
                : null;
    }

    private static List<String> authors(SyndEntry entry) {
        return entry.getAuthors().isEmpty() && entry.getModule(DCModule.URI) instanceof DCModule dublin
                ? dublin.getCreators()
                : entry.getAuthors().stream().map(SyndPerson::getName).toList();
    }

    private static List<String> tags(SyndEntry entry) {
        return entry.getCategories().isEmpty() && entry.getModule(DCModule.URI) instanceof DCModule dublin
                ? dublin.getSubjects().stream().map(DCSubject::getValue).toList()
                : entry.getCategories().stream().map(Told::name).toList();
    }

    /// Of an Atom category it knows the label only as its taxonomy's.
    private static String name(SyndCategory category) {
        return category.getLabel() == null ? category.getName() : category.getLabel();
    }
}
