package dev.orrery.publisher.feed;

import dev.orrery.events.Enclosure;
import dev.orrery.events.Entry;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Planet.Content;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.page.Languages;
import dev.orrery.publisher.serve.Address;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// A post in a feed.
///
/// @param link      the post on its author's own site; where it has no address there, on the planet
/// @param permalink whether `id` and `link` are the same address
/// @param html      null where only an excerpt is shown, or there is nothing but a title
/// @param summary   plain text
/// @param language  a BCP 47 tag
/// @param updated   not before `published`
/// @param source    the feed that it came through
record Item(
        String id,
        String link,
        boolean permalink,
        @Nullable String title,
        @Nullable String html,
        @Nullable String summary,
        @Nullable String language,
        Instant published,
        Instant updated,
        List<Author> authors,
        List<PlacedTag> tags,
        List<Enclosure> enclosures,
        Entry.@Nullable Image image,
        Source source) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( *;.*)?");

    record Author(String name, @Nullable String uri) {}

    /// @param feed its address
    /// @param site that it belongs to
    /// @param icon its author's face
    record Source(
            String id,
            String name,
            @Nullable String feed,
            @Nullable String site,
            @Nullable String icon) {}

    static Item of(Edition edition, Post post, String output) {
        var entry = post.entry();
        var id = EntryIds.of(post);
        var link = post.link();
        boolean full = edition.content(post, output) == Content.FULL;
        var language = Languages.tag(entry.language());
        return new Item(
                id,
                link == null ? edition.home() + Address.entry(entry.entryId(), entry.title()) : link,
                id.equals(link),
                entry.title(),
                full ? directed(entry.html(), language) : null,
                entry.summary(),
                language,
                post.at(),
                updated(post),
                authors(edition, post),
                post.placement().tags(),
                entry.enclosures().stream()
                        .filter(enclosure -> Web.address(enclosure.url()) != null)
                        .map(Item::plausible)
                        .toList(),
                image(entry.leadImage()),
                source(edition, post.subscription()));
    }

    /// Something to call it where there has to be a title.
    String anyTitle() {
        if (title != null && !title.isBlank()) {
            return title;
        }
        return summary == null || summary.isBlank() ? source.name : Excerpts.line(summary);
    }

    /// Readers do not look at a feed's language to find a post's direction.
    private static @Nullable String directed(@Nullable String html, @Nullable String language) {
        return html != null
                        && language != null
                        && Languages.directionOfPost(language).equals("rtl")
                ? "<div lang=\"%s\" dir=\"rtl\">%s</div>".formatted(Entities.escape(language), html)
                : html;
    }

    /// A date to come is believed of an edit alone, which had to be seen: any feed can claim one.
    private static Instant updated(Post post) {
        var entry = post.entry();
        var updated = entry.updatedAt();
        boolean believed = updated != null
                && updated.isAfter(post.at())
                && (entry.edited() || !updated.isAfter(entry.firstSeenAt()));
        return believed ? Objects.requireNonNull(updated) : post.at();
    }

    private static List<Author> authors(Edition edition, Post post) {
        if (post.entry().authors().isEmpty()) {
            var site = edition.siteOf(post.subscription());
            return post.authors().stream().map(name -> new Author(name, site)).toList();
        }
        return post.entry().authors().stream()
                .map(author -> new Author(author.name(), Web.address(author.uri())))
                .toList();
    }

    /// What cannot be a length or a media type is not told on.
    private static Enclosure plausible(Enclosure enclosure) {
        var length = enclosure.length();
        var type = enclosure.type();
        return new Enclosure(
                enclosure.url(),
                type == null || !MEDIA_TYPE.matcher(type).matches() ? null : type,
                length == null || length < 0 ? null : length);
    }

    private static Entry.@Nullable Image image(Entry.@Nullable Image image) {
        return image == null || Web.address(image.url()) == null ? null : image;
    }

    private static Source source(Edition edition, Subscription subscription) {
        var feed = Web.address(subscription.feedUrl());
        return new Source(
                feed == null ? "urn:orrery:" + subscription.feedId() : feed,
                subscription.name(),
                feed,
                edition.siteOf(subscription),
                Web.address(subscription.face()));
    }
}
