package dev.orrery.publisher.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The health page as its template sees it.
///
/// @param lead    how many subscriptions fare how
/// @param trouble those in trouble
/// @param fine    all others
/// @param times   which zone's they are
/// @param why     address of the question for a post
record HealthView(
        Frame frame,
        String lead,
        List<Row> trouble,
        List<Row> fine,
        @Nullable String times,
        String why) {

    /// A subscription.
    ///
    /// @param id       of its place on the page
    /// @param site     the author's own
    /// @param page     its page on the planet
    /// @param feed     where it is polled
    /// @param standing a class of the style sheet: `failing`, `gone`, `waiting`, `new`, `fine`, `paused`
    /// @param state    what is wrong since when, or that nothing is
    /// @param weDo     what is done about it
    /// @param youCan   what its author can do
    /// @param detail   the fetcher's own words, in English
    /// @param nextWhy  why the next poll is then
    /// @param failures how many polls in a row failed
    record Row(
            String id,
            Face face,
            String name,
            @Nullable String site,
            String page,
            @Nullable String feed,
            String standing,
            String state,
            @Nullable String weDo,
            @Nullable String youCan,
            @Nullable String detail,
            @Nullable Moment lastRead,
            @Nullable Moment lastTried,
            @Nullable Moment nextPoll,
            @Nullable String nextWhy,
            @Nullable Moment newest,
            @Nullable String failures) {}

    /// @param at RFC 3339
    record Moment(String text, String at) {}
}
