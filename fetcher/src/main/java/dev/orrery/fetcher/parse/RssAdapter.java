package dev.orrery.fetcher.parse;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Item;
import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Category;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Origin;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.events.RawEntry.Source;
import dev.orrery.events.RawEntry.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/// RSS 0.9x, 1.0 and 2.0, as Rome reads them, with Dublin Core and `content:encoded`.
///
/// RSS never said what its texts are; in practice they are HTML, titles included: `AT&amp;amp;T` is AT&T to every
/// reader there is.
final class RssAdapter {
    private static final Namespace CONTENT = Namespace.getNamespace("http://purl.org/rss/1.0/modules/content/");
    private static final Namespace DC = Namespace.getNamespace(DCModule.URI);
    private static final Namespace ATOM = Namespace.getNamespace("http://www.w3.org/2005/Atom");

    private final Element root;
    private final String url;
    private final int mostEntries;

    RssAdapter(Document tree, String url, int mostEntries) {
        this.root = tree.getRootElement();
        this.url = url;
        this.mostEntries = mostEntries;
    }

    ParsedFeed adapt(Channel channel) {
        var elements = items();
        var entries = new ArrayList<Source>();
        for (int i = 0; i < Math.min(channel.getItems().size(), mostEntries); i++) {
            entries.add(entry(channel.getItems().get(i), i < elements.size() ? elements.get(i) : root, channel));
        }
        var base = Xml.base(root, url);
        var site = Fields.url(channel.getLink());
        return new ParsedFeed(
                channel.getFeedType(),
                base,
                PlainTitle.of(html(channel.getTitle(), root)),
                site == null ? null : Urls.resolve(base, site),
                language(channel),
                entries,
                channel.getItems().size() - entries.size(),
                Rhythm.NONE,
                List.of(),
                null);
    }

    /// RSS 2.0 and 0.9x have the items in the channel, RSS 0.90 and 1.0 beside it.
    private List<Element> items() {
        var beside = children(root, "item");
        if (!beside.isEmpty()) {
            return beside;
        }
        return children(root, "channel").stream()
                .flatMap(channel -> children(channel, "item").stream())
                .toList();
    }

    private static List<Element> children(Element parent, String name) {
        return parent.getChildren().stream()
                .filter(child -> child.getName().equals(name))
                .toList();
    }

    private Source entry(Item item, Element element, Channel channel) {
        var dc = item.getModule(DCModule.URI) instanceof DCModule module ? module : null;
        return new Source(
                guid(item, channel),
                html(item.getTitle(), element),
                links(item, element),
                summary(item, element),
                content(item, element),
                authors(item, dc),
                categories(item, dc),
                published(element),
                // RSS itself has no word for when an entry was changed.
                Dates.of(element.getChildText("updated", ATOM)),
                Fields.each(item.getEnclosures(), RssAdapter::enclosure),
                Fields.url(item.getComments()),
                origin(item),
                Media.thumbnails(element),
                null);
    }

    /// In RSS 1.0 it is the item's `rdf:about`.
    private static @Nullable String guid(Item item, Channel channel) {
        if (item.getGuid() != null) {
            return Fields.guid(item.getGuid().getValue());
        }
        return "rss_1.0".equals(channel.getFeedType()) ? Fields.guid(item.getUri()) : null;
    }

    private static List<Link> links(Item item, Element element) {
        var links = new ArrayList<Link>();
        var link = Fields.url(item.getLink());
        if (link != null) {
            links.add(new Link(link, "alternate", null, null));
        } else if (item.getGuid() != null && item.getGuid().isPermaLink()) {
            // The guid is the entry's address unless it says otherwise.
            var guid = Fields.url(item.getGuid().getValue());
            if (guid != null && guid.matches("https?://.*")) {
                links.add(new Link(guid, "alternate", null, null));
            }
        }
        for (var atom : element.getChildren("link", ATOM)) {
            var href = Fields.url(atom.getAttributeValue("href"));
            if (href != null) {
                links.add(new Link(
                        href,
                        atom.getAttributeValue("rel", "alternate"),
                        Fields.text(atom.getAttributeValue("type")),
                        null));
            }
        }
        return links;
    }

    private @Nullable Text summary(Item item, Element element) {
        var description = item.getDescription();
        return description == null ? null : html(description.getValue(), element);
    }

    private @Nullable Text content(Item item, Element element) {
        var encoded = element.getChild("encoded", CONTENT);
        if (encoded != null) {
            return html(encoded.getText(), encoded);
        }
        return item.getContent() == null ? null : html(item.getContent().getValue(), element);
    }

    private @Nullable Text html(@Nullable String value, Element element) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var base = Xml.base(element, url);
        return new Text(Text.HTML, value, url.equals(base) ? null : base, Xml.language(element));
    }

    /// `dc:creator` names people; `author` is an e-mail address by the book and whatever by practice.
    private static List<Person> authors(Item item, @Nullable DCModule dc) {
        var creators = Fields.each(dc == null ? null : dc.getCreators(), Fields::person);
        var author = Fields.person(item.getAuthor());
        return !creators.isEmpty() || author == null ? creators : List.of(author);
    }

    private static List<Category> categories(Item item, @Nullable DCModule dc) {
        var categories = new ArrayList<>(Fields.each(item.getCategories(), category -> {
            var term = Fields.text(category.getValue());
            return term == null ? null : new Category(term, Fields.text(category.getDomain()), null);
        }));
        if (dc != null) {
            categories.addAll(Fields.each(dc.getSubjects(), subject -> {
                var term = Fields.text(subject.getValue());
                return term == null ? null : new Category(term, Fields.text(subject.getTaxonomyUri()), null);
            }));
        }
        return categories;
    }

    private static @Nullable Instant published(Element item) {
        var published = Dates.of(item.getChildText("pubDate", item.getNamespace()));
        return published != null ? published : Dates.of(item.getChildText("date", DC));
    }

    private static @Nullable Enclosure enclosure(com.rometools.rome.feed.rss.Enclosure enclosure) {
        var url = Fields.url(enclosure.getUrl());
        return url == null
                ? null
                : new Enclosure(url, Fields.text(enclosure.getType()), Fields.length(enclosure.getLength()));
    }

    private static @Nullable Origin origin(Item item) {
        var source = item.getSource();
        if (source == null) {
            return null;
        }
        var origin = new Origin(null, Fields.text(source.getValue()), Fields.url(source.getUrl()));
        return origin.title() == null && origin.link() == null ? null : origin;
    }

    private @Nullable String language(Channel channel) {
        var language = Fields.text(channel.getLanguage());
        return language == null ? Xml.language(root) : language;
    }
}
