package dev.orrery.fetcher.parse;

import dev.orrery.events.Enclosure;
import dev.orrery.events.RawEntry.Link;
import dev.orrery.fetcher.parse.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Links of feeds and entries: Atom's, which have a relation, and RSS's, which are the entry's address.
final class Links {
    static final String ALTERNATE = "alternate";
    static final String ENCLOSURE = "enclosure";

    private static final String IANA = "http://www.iana.org/assignments/relation/";

    private final @Nullable String url;

    /// @param url where the document was found
    Links(@Nullable String url) {
        this.url = url;
    }

    /// All links, those to the entry itself first. As given; but where an `xml:base` is in force they are resolved
    /// against it, as nobody can later.
    List<Link> of(Element element) {
        var alternates = new ArrayList<Link>();
        var others = new ArrayList<Link>();
        add(alternates, element.child("feedburner:origlink", "pheedo:origlink"));
        if (alternates.isEmpty()) {
            // Of several, the later one is meant.
            element.children("link").reversed().forEach(link -> add(alternates, link));
        }
        for (var link : Fields.each(element.children("atom:link", "link", "itunes:link"), this::related)) {
            (link.rel().equals(ALTERNATE) ? alternates : others).add(link);
        }
        alternates.sort(Links::pagesFirst);
        alternates.addAll(others);
        return Fields.each(alternates, link -> link);
    }

    /// A page is more likely what is meant than the same in some other type.
    private static int pagesFirst(Link a, Link b) {
        return Boolean.compare(isPage(b), isPage(a));
    }

    private static boolean isPage(Link link) {
        return link.type() == null || link.type().contains("html");
    }

    /// RSS's own, which is a text; some write it as Atom's.
    private void add(List<Link> links, @Nullable Element element) {
        if (element == null) {
            return;
        }
        var written = Fields.url(element.text());
        var link = written == null || element.attribute("href") != null
                ? related(element)
                : new Link(resolve(element, written), ALTERNATE, null, null);
        if (link != null && link.rel().equals(ALTERNATE)) {
            links.add(link);
        }
    }

    private @Nullable Link related(Element element) {
        var href = element.attribute("href");
        // An empty reference is the base itself.
        boolean isBase = href != null && href.isBlank() && Bases.inForce(element, null) != null;
        if (href == null || (Fields.url(href) == null && !isBase)) {
            return null;
        }
        return new Link(
                resolve(element, href.strip()),
                relation(element.attribute("rel")),
                Fields.text(element.attribute("type")),
                Fields.number(element.attribute("length")));
    }

    private static String relation(@Nullable String rel) {
        if (rel == null || rel.isBlank()) {
            return ALTERNATE;
        }
        var clean = rel.strip();
        var name = clean.startsWith(IANA) ? clean.substring(IANA.length()) : clean;
        return name.toLowerCase(Locale.ROOT);
    }

    private String resolve(Element element, String written) {
        return Bases.inForce(element, null) == null ? written : Urls.resolve(Bases.inForce(element, url), written);
    }

    /// Files: RSS's element, and Atom's relation.
    List<Enclosure> enclosures(Element element, List<Link> links) {
        var original = Fields.url(element.textOf("feedburner:origenclosurelink"));
        var files = new ArrayList<>(Fields.each(element.children("enclosure"), file -> file(file, original)));
        for (var link : links) {
            if (link.rel().equals(ENCLOSURE)) {
                files.add(new Enclosure(link.href(), link.type(), link.length()));
            }
        }
        var addresses = files.stream().map(Enclosure::url).toList();
        for (var recording : Media.recordings(element)) {
            if (!addresses.contains(recording.url())) {
                files.add(recording);
            }
        }
        return Fields.each(files, file -> file);
    }

    /// @param original where FeedBurner says that it took it from
    private @Nullable Enclosure file(Element file, @Nullable String original) {
        var href = Fields.url(file.attribute("url"));
        href = href == null ? Fields.url(file.attribute("href")) : href;
        href = href == null || original == null ? href : original;
        return href == null
                ? null
                : new Enclosure(
                        resolve(file, href),
                        Fields.text(file.attribute("type")),
                        Fields.number(file.attribute("length")));
    }

    static @Nullable String first(List<Link> links, String rel) {
        for (var link : links) {
            if (link.rel().equals(rel)) {
                return link.href();
            }
        }
        return null;
    }
}
