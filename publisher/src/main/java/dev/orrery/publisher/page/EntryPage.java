package dev.orrery.publisher.page;

import dev.orrery.events.Placement;
import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.theme.Themes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One post on a page of its own, all of it. Its author's own site is where it is at home.
final class EntryPage {
    private final Themes themes;
    private final Set<Format> offered;

    EntryPage(Themes themes, Set<Format> offered) {
        this.themes = themes;
        this.offered = offered;
    }

    /// The page as its template sees it.
    ///
    /// @param channel the subscription that the post came through
    /// @param readAt  where the author shows it, in words
    /// @param newer   the planet's post after this one
    /// @param older   the planet's post before it
    record EntryView(
            Frame frame,
            Head head,
            PlanetView.Item item,
            PlanetView.Channel channel,
            @Nullable String readAt,
            @Nullable Near newer,
            @Nullable Near older,
            Margin.Contents margin,
            String searchPosts) {}

    /// Another post.
    record Near(String href, String title) {}

    byte[] render(Edition edition, Around around) {
        var post = edition.posts().getFirst();
        var planet = edition.planet();
        var self = Address.entry(post.entry().entryId(), post.entry().title());
        var setting = Setting.of(planet, self, offered);
        var items = new Items(setting);
        var margin = new Margin(edition, setting);
        var subscription = post.subscription();
        var site = edition.siteOf(subscription);
        var newer = near(around.newer(), items, setting);
        var older = near(around.older(), items, setting);
        var host = Web.host(post.link());
        var view = new EntryView(
                Frame.of(planet, edition.home(), self, "", themes),
                new Heads(planet, edition.home(), setting).post(post, items.title(post), href(newer), href(older)),
                items.whole(post),
                new PlanetView.Channel(
                        Face.of(subscription.name(), subscription.face()),
                        subscription.name(),
                        setting.links().to(new View.From(subscription.id())),
                        site,
                        Web.host(site),
                        List.of(),
                        null),
                host == null ? null : setting.words().say("readAt", host),
                newer,
                older,
                margin.contents(),
                margin.searchPosts());
        return themes.render(view.frame().theme(), "entry", view);
    }

    private static @Nullable Near near(@Nullable Placement post, Items items, Setting setting) {
        return post == null
                ? null
                : new Near(
                        setting.links().entry(post),
                        items.title(post.entry().title(), post.entry().summary(), post.rankAt()));
    }

    private static @Nullable String href(@Nullable Near near) {
        return near == null ? null : near.href();
    }
}
