package dev.orrery.publisher.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why one post is shown or not, as its template sees it.
///
/// @param title    the question
/// @param verdict  the answer in three words
/// @param tone     a class of the style sheet: `on`, `folded`, `off`
/// @param by       who wrote it, and where
/// @param lead     the answer in a sentence
/// @param original what is shown instead
/// @param onPlanet the post's own page, if it has one
/// @param link     the post on its author's site
/// @param read     what that link is called
/// @param advice   what the author can do
/// @param blog     where the health page tells of its feed
/// @param why      address of the question for a post
record WhyView(
        Frame frame,
        String title,
        String verdict,
        String tone,
        String by,
        String lead,
        @Nullable Original original,
        @Nullable String onPlanet,
        @Nullable String link,
        @Nullable String read,
        List<Step> steps,
        @Nullable String advice,
        String blog,
        String why) {

    /// @param page  its own page on the planet
    /// @param why   why it is shown
    record Original(String title, String name, String page, String why) {}

    /// A look that was taken at the post.
    ///
    /// @param name    what looked
    /// @param text    what it said
    /// @param note    more of that
    /// @param detail  likewise, in the words of another service, in English
    /// @param code    likewise, an id
    /// @param tags    if it is the tags
    /// @param verdict a class of the style sheet: `fact`, `pass`, `stop`, `show`
    /// @param decided whether it decided
    record Step(
            String name,
            String text,
            @Nullable String note,
            @Nullable String detail,
            @Nullable String code,
            List<Tag> tags,
            String verdict,
            boolean decided) {}

    /// @param from   where the tag came from
    /// @param why    by which rule
    /// @param detail likewise, in the words of another service, in English
    record Tag(
            String label,
            String from,
            @Nullable String why,
            @Nullable String detail) {}

    /// The question for a post, and what came of it.
    ///
    /// @param asked   the question
    /// @param answer  what came of it; null if nothing was asked
    /// @param help    what to do now
    /// @param heading in place of the usual one, where it is about a post that is not there
    record Asked(
            Frame frame,
            String asked,
            @Nullable String heading,
            @Nullable String answer,
            @Nullable String help,
            List<Found> found,
            List<Blog> blogs,
            String why) {}

    /// @param why its own answer
    record Found(String title, String name, String verdict, String why, String date, String at) {}

    /// @param health where the health page tells of it
    record Blog(
            Face face,
            String name,
            String health,
            String state,
            @Nullable String lastRead,
            @Nullable String nextPoll) {}
}
