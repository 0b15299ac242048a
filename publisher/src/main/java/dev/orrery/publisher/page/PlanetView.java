package dev.orrery.publisher.page;

import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A planet's page as its template sees it: text that is ready to be shown, nothing to compute.
///
/// @param live        null for a page that stays as it is
/// @param description for search engines and previews
/// @param empty       what to say where there is no post
/// @param colophon    sentences at the end
record PlanetView(
        Frame frame,
        @Nullable Live live,
        String description,
        List<Day> days,
        @Nullable String empty,
        List<Subscriber> subscriptions,
        List<String> colophon) {

    /// @param date as in RFC 3339
    record Day(String date, String weekday, String dayAndMonth, String year, List<Channel> channels) {}

    /// @param host of `site`, as people read it
    record Channel(
            Face face,
            String name,
            @Nullable String site,
            @Nullable String host,
            List<Item> items) {}

    /// @param mark     where it stands in time and in which state it is, see [dev.orrery.publisher.library.Stand.Mark]
    /// @param untitled whether `title` is a substitute
    /// @param link     the post on its author's own site
    /// @param text     sanitized markup
    /// @param at       RFC 3339
    /// @param changed  what to say about changes since
    /// @param cut      what is missing of it, because a record can only be so large
    record Item(
            String id,
            String mark,
            String title,
            boolean untitled,
            @Nullable String link,
            @Nullable String lang,
            String dir,
            RawString text,
            Words.Around by,
            String authors,
            String at,
            String date,
            String zone,
            @Nullable Changed changed,
            List<String> tags,
            List<Attachment> attachments,
            @Nullable String cut) {}

    /// @param at RFC 3339; null where only the fact is worth telling
    record Changed(String text, @Nullable String at) {}

    record Attachment(String url, String name) {}

    /// A subscription in the margin.
    ///
    /// @param mark  its posts, or how its feed fares
    /// @param state a class of the style sheet: `ok`, `quiet`, `bad`
    /// @param hint  a sentence that explains the mark
    record Subscriber(
            Face face,
            String name,
            @Nullable String site,
            String mark,
            String state,
            @Nullable String hint) {}
}
