package dev.orrery.fetcher.parse;

import dev.orrery.events.RawEntry.Link;
import dev.orrery.events.RawEntry.Person;
import dev.orrery.fetcher.parse.dates.Dates;
import dev.orrery.fetcher.parse.xml.Element;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a feed says of itself: a channel of RSS, a feed of Atom, the source of an entry.
///
/// Words of any vocabulary are read in any format: feeds borrow from each other.
final class ChannelReader {
    private final Texts texts;
    private final People people;
    private final Links links;

    /// @param url where the document was found
    ChannelReader(@Nullable String url) {
        this.texts = new Texts(url);
        this.people = new People(url);
        this.links = new Links(url);
    }

    /// @param root around the channel, where RSS 1.0 has its picture
    Channel read(Element channel, Element root) {
        return new Channel(
                Fields.guid(channel.textOf("atom:id", "guid", "id")),
                texts.first(channel, "title", "atom:title", "dc:title", "itunes:title"),
                Links.first(links(channel), Links.ALTERNATE),
                texts.first(
                        channel,
                        "description",
                        "atom:subtitle",
                        "atom:tagline",
                        "dc:description",
                        "itunes:summary",
                        "itunes:subtitle"),
                texts.first(channel, "atom:info"),
                date(
                        channel,
                        "atom:updated",
                        "atom:modified",
                        "lastbuilddate",
                        "dcterms:modified",
                        "dc:date",
                        "pubdate"),
                date(channel, "pubdate", "atom:published", "atom:issued", "dcterms:issued", "atom:created"),
                texts.first(channel, "copyright", "atom:rights", "atom:copyright", "dc:rights"),
                authors(channel),
                people.of(channel.children("atom:contributor", "dc:contributor")),
                Categories.of(channel),
                image(channel, root),
                Fields.url(channel.textOf("atom:icon")),
                Fields.url(channel.textOf("atom:logo")),
                generator(channel),
                Podcast.of(channel));
    }

    List<Link> links(Element channel) {
        return links.of(channel);
    }

    /// Those of the first word that names any.
    List<Person> authors(Element element) {
        for (var name : List.of(
                "atom:author",
                "dc:creator",
                "dc:author",
                "author",
                "managingeditor",
                "itunes:author",
                "itunes:owner",
                "googleplay:author",
                "webmaster")) {
            var authors = people.of(element.children(name));
            if (!authors.isEmpty()) {
                return authors;
            }
        }
        return List.of();
    }

    /// The first of these names that has a date which can be read; of several of one name the last.
    static @Nullable Instant date(Element element, String... names) {
        for (var name : names) {
            var last = element.last(name);
            var date = last == null ? null : Dates.of(last.text());
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private static @Nullable String image(Element channel, Element root) {
        for (var holder : List.of(channel, root)) {
            for (var image : holder.children("image")) {
                var url = Fields.url(image.textOf("url"));
                if (url != null) {
                    return url;
                }
            }
        }
        var podcast = Media.podcastPicture(channel);
        if (podcast != null) {
            return podcast;
        }
        var logo = Fields.url(channel.textOf("atom:logo", "atom:icon"));
        return logo == null ? Media.picture(channel) : logo;
    }

    private static @Nullable String generator(Element channel) {
        var named = Fields.text(channel.textOf("generator", "atom:generator"));
        var agent = channel.child("admin:generatoragent");
        return named != null || agent == null ? named : Fields.text(agent.attribute("rdf:resource"));
    }
}
