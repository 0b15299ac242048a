package dev.orrery.publisher.page;

import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of posts as its template sees it: text that is ready to be shown, nothing to compute.
///
/// @param heading     what stands over the posts; null on the planet's own first page
/// @param days        the posts
/// @param live        null for a page that stays as it is
/// @param empty       what to say where there is no post
/// @param isOfOne     whether all posts come from one subscription, which then need not be named over each
/// @param searchPosts what the field of the search says
record PlanetView(
        Frame frame,
        @Nullable Live live,
        Head head,
        @Nullable Heading heading,
        List<Day> days,
        @Nullable Empty empty,
        boolean isOfOne,
        Margin.Contents margin,
        String searchPosts) {

    record Empty(String sentence, @Nullable String help) {}

    /// @param date as in RFC 3339
    /// @param href the planet as it stood at the end of the day
    /// @param name the whole of it, for themes that write it in one line
    record Day(
            String date,
            String name,
            String weekday,
            String dayAndMonth,
            String year,
            String href,
            List<Channel> channels) {}

    /// @param href      all of the subscription's posts
    /// @param host      of `site`, as people read it
    /// @param elsewhere says how many more there are of the day; null where these are all
    record Channel(
            Face face,
            String name,
            String href,
            @Nullable String site,
            @Nullable String host,
            List<Item> items,
            @Nullable String elsewhere) {}

    /// @param mark     where it stands in time and in which state it is, see [dev.orrery.publisher.library.Stand.Mark]
    /// @param untitled whether `title` is a substitute
    /// @param link     the post on its author's own site
    /// @param text     sanitized markup
    /// @param own      the post's own page here
    /// @param why      where it is told why it is here; null where nobody tells
    /// @param at       RFC 3339
    /// @param changed  what to say about changes since
    /// @param cut      says that its end is missing, because a record can only be so large
    record Item(
            String id,
            String mark,
            String title,
            boolean untitled,
            @Nullable String link,
            @Nullable String lang,
            String dir,
            RawString text,
            String own,
            @Nullable String why,
            Words.Around by,
            List<Author> authors,
            String at,
            String date,
            String zone,
            @Nullable Changed changed,
            List<Tag> tags,
            List<Attachment> attachments,
            @Nullable String cut) {}

    /// @param before what stands between this name and the one before it
    /// @param href   their posts
    /// @param after  what stands after the last name
    record Author(String before, String name, @Nullable String href, String after) {}

    /// @param href the posts that have it
    record Tag(String label, String href) {}

    /// @param at RFC 3339; null where only the fact is worth telling
    record Changed(String text, @Nullable String at) {}

    record Attachment(String url, String name) {}
}
