package dev.orrery.fetcher.parse;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.synd.SyndPerson;
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
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// Atom 1.0 (RFC 4287) and Atom 0.3, as Rome reads them.
final class AtomAdapter {
    /// The `div` around XHTML content is no part of it (RFC 4287 section 3.1.1.3).
    private static final Pattern DIV = Pattern.compile("\\s*<div\\b[^>]*>(.*)</div>\\s*", Pattern.DOTALL);

    private final Element root;
    private final String url;
    private final int mostEntries;

    AtomAdapter(Document tree, String url, int mostEntries) {
        this.root = tree.getRootElement();
        this.url = url;
        this.mostEntries = mostEntries;
    }

    ParsedFeed adapt(Feed feed) {
        var elements = root.getChildren("entry", root.getNamespace());
        var entries = new ArrayList<Source>();
        for (int i = 0; i < Math.min(feed.getEntries().size(), mostEntries); i++) {
            entries.add(entry(feed.getEntries().get(i), i < elements.size() ? elements.get(i) : root, feed));
        }
        var base = Xml.base(root, url);
        var site = alternate(feed.getAlternateLinks());
        return new ParsedFeed(
                feed.getFeedType(),
                base,
                PlainTitle.of(text(feed.getTitleEx(), root.getChild("title", root.getNamespace()))),
                site == null ? null : Urls.resolve(base, site),
                Xml.language(root),
                entries,
                feed.getEntries().size() - entries.size(),
                Rhythm.NONE,
                List.of(),
                null);
    }

    private Source entry(Entry entry, Element element, Feed feed) {
        var links = links(entry, element);
        return new Source(
                Fields.guid(entry.getId()),
                text(entry.getTitleEx(), child(element, "title")),
                links,
                text(entry.getSummary(), child(element, "summary")),
                content(entry, element),
                authors(entry, feed),
                Fields.each(entry.getCategories(), AtomAdapter::category),
                date(element, "published", "issued"),
                date(element, "updated", "modified"),
                Fields.each(
                        links,
                        link -> link.rel().equals("enclosure")
                                ? new Enclosure(link.href(), link.type(), link.length())
                                : null),
                links.stream()
                        .filter(link -> link.rel().equals("replies"))
                        .map(Link::href)
                        .findFirst()
                        .orElse(null),
                origin(entry.getSource()),
                Media.thumbnails(element),
                null);
    }

    /// As given; but where an `xml:base` is in force they are resolved against it, as nobody can later.
    private List<Link> links(Entry entry, Element element) {
        var all = new ArrayList<com.rometools.rome.feed.atom.Link>(entry.getAlternateLinks());
        all.addAll(entry.getOtherLinks());
        var inForce = Xml.base(element, url);
        var base = url.equals(inForce) ? null : inForce;
        return Fields.each(all, link -> link(link, base));
    }

    private static @Nullable Link link(com.rometools.rome.feed.atom.Link link, @Nullable String base) {
        var written = Fields.url(link.getHref());
        var href = written == null ? null : Urls.resolve(base, written);
        var rel = Fields.text(link.getRel());
        return href == null
                ? null
                : new Link(
                        href,
                        rel == null ? "alternate" : rel,
                        Fields.text(link.getType()),
                        Fields.length(link.getLength()));
    }

    /// The first content that is there and not elsewhere: Atom 0.3 knows several.
    private @Nullable Text content(Entry entry, Element element) {
        var elements = element.getChildren("content", element.getNamespace());
        for (int i = 0; i < entry.getContents().size(); i++) {
            var text = text(entry.getContents().get(i), i < elements.size() ? elements.get(i) : element);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable Text text(@Nullable Content content, @Nullable Element element) {
        var type = content == null ? null : type(content);
        if (content == null
                || type == null
                || content.getValue() == null
                || content.getValue().isBlank()) {
            return null;
        }
        var base = Xml.base(element, url);
        return new Text(
                type,
                type.equals(Text.XHTML) ? withoutDiv(content.getValue()) : content.getValue(),
                // Relative addresses resolve against the document's address anyway.
                url.equals(base) ? null : base,
                Xml.language(element));
    }

    /// Atom 1.0's three, and the media types that Atom 0.3 and some 1.0 feeds have for them; null for what is no text.
    private static @Nullable String type(Content content) {
        var type = content.getType() == null ? "text" : content.getType().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "", "text", "text/plain" -> Text.PLAIN;
            case "html", "text/html" -> Text.HTML;
            case "xhtml", "application/xhtml+xml" -> Text.XHTML;
            default -> null;
        };
    }

    private static String withoutDiv(String xhtml) {
        var div = DIV.matcher(xhtml);
        return div.matches() ? div.group(1) : xhtml;
    }

    /// An entry without an author has its source's, else its feed's (RFC 4287 section 4.2.1).
    private static List<Person> authors(Entry entry, Feed feed) {
        var authors = people(entry.getAuthors());
        if (authors.isEmpty() && entry.getSource() != null) {
            authors = people(entry.getSource().getAuthors());
        }
        return authors.isEmpty() ? people(feed.getAuthors()) : authors;
    }

    private static List<Person> people(@Nullable List<SyndPerson> people) {
        return Fields.each(people, person -> {
            var named = Fields.person(person.getName());
            var name = named == null ? null : named.name();
            var email = Fields.text(person.getEmail());
            var mail = email != null || named == null ? email : named.email();
            var uri = Fields.url(person.getUri());
            return name == null && mail == null && uri == null ? null : new Person(name, mail, uri);
        });
    }

    private static @Nullable Category category(com.rometools.rome.feed.atom.Category category) {
        var term = Fields.text(category.getTerm());
        return term == null
                ? null
                : new Category(term, Fields.text(category.getScheme()), Fields.text(category.getLabel()));
    }

    private @Nullable Origin origin(@Nullable Feed source) {
        if (source == null) {
            return null;
        }
        var origin = new Origin(
                Fields.guid(source.getId()), Fields.text(source.getTitle()), alternate(source.getAlternateLinks()));
        return origin.id() == null && origin.title() == null && origin.link() == null ? null : origin;
    }

    private static @Nullable String alternate(List<com.rometools.rome.feed.atom.Link> links) {
        return links.stream()
                .map(link -> Fields.url(link.getHref()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// @param before what Atom 0.3 calls it
    private static @Nullable Instant date(Element entry, String name, String before) {
        var date = Dates.of(entry.getChildText(name, entry.getNamespace()));
        return date != null ? date : Dates.of(entry.getChildText(before, entry.getNamespace()));
    }

    private static Element child(Element element, String name) {
        var child = element.getChild(name, element.getNamespace());
        return child == null ? element : child;
    }
}
