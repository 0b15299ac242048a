package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands over the posts of a view.
///
/// @param title what is shown, the page's `h1`
/// @param face  of the person whose posts they are
/// @param lead  what else there is to say
/// @param site  the person's own
/// @param mark  how their feed fares
/// @param links to what is near: the days before and after, the same without text
record Heading(
        String title,
        @Nullable Face face,
        List<String> lead,
        @Nullable Link site,
        Margin.@Nullable Mark mark,
        List<Link> links) {

    record Link(String href, String text) {}

    /// What a view is called; null for the planet's own first page.
    static @Nullable String title(Scope scope, Words words, Almanac almanac) {
        var name = String.valueOf(scope.name());
        return switch (scope.view()) {
            case View.Latest() -> scope.page() == 1 ? null : words.say("olderPage", scope.page());
            case View.Tagged _ -> words.say("taggedWith", name);
            case View.By _ -> words.say("writtenBy", name);
            case View.From _ -> name;
            case View.In(var month) -> almanac.month(month);
            case View.On(var day) -> almanac.date(day);
            case View.Single _ -> null;
        };
    }
}
