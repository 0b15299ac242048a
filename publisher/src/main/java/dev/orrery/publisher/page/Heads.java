package dev.orrery.publisher.page;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes what the head of a page says.
final class Heads {
    private static final int NAMED = 5;
    private static final String WEBSITE = "website";

    private final Planet planet;
    private final String home;
    private final Setting setting;
    private final Words words;

    /// @param home the planet's address, with a slash at its end
    Heads(Planet planet, String home, Setting setting) {
        this.planet = planet;
        this.home = home;
        this.setting = setting;
        this.words = setting.words();
    }

    /// Of a page of posts.
    ///
    /// @param title what it is called; null for the planet's own first page
    /// @param format with text or without
    Head posts(Edition edition, @Nullable String title, Format format) {
        var scope = edition.scope();
        boolean isLatest = scope.view() instanceof View.Latest;
        var name = title == null ? planet.title() : title;
        return new Head(
                title == null ? name : title(name, scope, isLatest),
                name,
                title == null ? aboutPlanet() : words.say("descriptionOfView", name, planet.title()),
                home + Address.of(new Wanted(scope.view(), scope.page(), format)),
                WEBSITE,
                edition.posts().stream()
                        .map(post -> Head.Picture.of(post.entry()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                Feeds.of(scope.view(), setting),
                scope.page() == 1 ? null : page(scope, scope.page() - 1, format),
                scope.hasOlder() ? older(edition, format) : null);
    }

    /// From the page of a day one goes on to that of an earlier day: else each day would have pages of its own back to
    /// the first post, and whoever follows every link would never end.
    private String older(Edition edition, Format format) {
        var scope = edition.scope();
        if (scope.view() instanceof View.On(var day) && !edition.posts().isEmpty()) {
            var last = LocalDate.ofInstant(
                    edition.posts().getLast().at(), setting.almanac().zone());
            if (last.isBefore(day)) {
                return setting.links().to(new Wanted(new View.On(last), 1, format));
            }
        }
        return page(scope, scope.page() + 1, format);
    }

    /// Of the page of one post.
    Head post(Post post, String title, @Nullable String newer, @Nullable String older) {
        var link = post.link();
        var summary = post.entry().summary();
        return new Head(
                words.say("viewOf", title, planet.title()),
                title,
                summary == null || summary.isBlank() ? words.say("descriptionOfView", title, planet.title()) : summary,
                link == null
                        ? home
                                + Address.entry(
                                        post.entry().entryId(), post.entry().title())
                        : link,
                "article",
                Head.Picture.of(post.entry()),
                Feeds.of(View.LATEST, setting),
                newer,
                older);
    }

    /// Of a page that is no list of posts.
    ///
    /// @param description null for the planet's own
    Head other(String title, String description, Format format) {
        return new Head(
                words.say("viewOf", title, planet.title()),
                title,
                description,
                home + Address.of(Wanted.home(format)),
                WEBSITE,
                null,
                Feeds.of(View.LATEST, setting),
                null,
                null);
    }

    private String title(String name, Scope scope, boolean isLatest) {
        var paged = isLatest || scope.page() == 1 ? name : name + ", " + words.say("pageNumber", scope.page());
        return words.say("viewOf", paged, planet.title());
    }

    private String page(Scope scope, int number, Format format) {
        return setting.links().to(new Wanted(scope.view(), number, format));
    }

    private String aboutPlanet() {
        if (planet.tagline() != null) {
            return planet.tagline();
        }
        List<String> names = planet.subscriptions().stream()
                .map(Subscription::name)
                .limit(NAMED)
                .toList();
        return names.isEmpty()
                ? planet.title()
                : words.say("description", setting.almanac().list(names));
    }
}
