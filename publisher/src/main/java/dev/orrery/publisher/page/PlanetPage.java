package dev.orrery.publisher.page;

import dev.orrery.events.Planet.Content;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Around.Crowd;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A page of posts, by day and channel: the planet's own, and each of its views. One post alone is an [EntryPage].
public final class PlanetPage implements Maker {
    private final Themes themes;
    private final Set<Format> offered;
    private final EntryPage entryPage;

    /// @param offered the formats that there are, to lead to
    public PlanetPage(Themes themes, Set<Format> offered) {
        this.themes = themes;
        this.offered = Set.copyOf(offered);
        this.entryPage = new EntryPage(themes, offered);
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return Maker.of(edition -> render(edition, library.around(edition))).make(library, slug, wanted, carried);
    }

    byte[] render(Edition edition, Around around) {
        if (edition.scope().view() instanceof View.Single) {
            return entryPage.render(edition, around);
        }
        var view = view(edition, around);
        return themes.render(view.frame().theme(), "planet", view);
    }

    private PlanetView view(Edition edition, Around around) {
        var planet = edition.planet();
        var scope = edition.scope();
        var self = Address.of(new Wanted(scope.view(), scope.page(), Format.PAGE));
        var setting = Setting.of(planet, self, offered);
        var margin = new Margin(edition, setting);
        var heading = new Headings(edition, around, Format.PAGE, setting).heading();
        return new PlanetView(
                Frame.of(planet, edition.home(), self, here(scope), themes),
                Live.of(edition, setting.words(), themes),
                new Heads(planet, edition.home(), setting)
                        .posts(edition, heading == null ? null : heading.title(), Format.PAGE),
                heading,
                days(edition, around, setting),
                empty(edition, setting.words()),
                scope.view() instanceof View.From,
                margin.contents(),
                margin.searchPosts());
    }

    private static String here(Scope scope) {
        return scope.view() instanceof View.Latest && scope.page() == 1 ? "latest" : "";
    }

    private static PlanetView.@Nullable Empty empty(Edition edition, Words words) {
        if (!edition.posts().isEmpty()) {
            return null;
        }
        if (edition.scope().view() instanceof View.From) {
            return new PlanetView.Empty(words.say("empty"), null);
        }
        var help = edition.planet().subscriptions().isEmpty() ? "emptyAlone" : "emptyReading";
        return new PlanetView.Empty(words.say("empty"), words.say(help));
    }

    private static List<PlanetView.Day> days(Edition edition, Around around, Setting setting) {
        var channels = new Channels(edition, around, setting);
        var almanac = setting.almanac();
        return River.of(edition.posts(), almanac.zone()).days().stream()
                .map(day -> new PlanetView.Day(
                        day.date().toString(),
                        almanac.fullDate(day.date()),
                        almanac.weekday(day.date()),
                        almanac.dayAndMonth(day.date()),
                        almanac.year(day.date()),
                        setting.links().to(new View.On(day.date())),
                        channels.of(day)))
                .toList();
    }

    /// The channels of each day, newest day first.
    private static final class Channels {
        private final Edition edition;
        private final Around around;
        private final Setting setting;
        private final Items items;
        private final @Nullable Post first;

        Channels(Edition edition, Around around, Setting setting) {
            this.edition = edition;
            this.around = around;
            this.setting = setting;
            this.items = new Items(setting, post -> edition.content(post, "page") == Content.FULL);
            this.first = edition.posts().isEmpty() ? null : edition.posts().getFirst();
        }

        List<PlanetView.Channel> of(River.Day day) {
            // What others crowd out is told of once, where the channel stands last.
            var told = new HashSet<String>();
            return day.channels().reversed().stream()
                    .map(channel ->
                            channel(channel, told.add(channel.subscription().id()) ? day.date() : null))
                    .toList()
                    .reversed();
        }

        // The very post, not one that says the same.
        @SuppressWarnings("ReferenceEquality")
        private PlanetView.Channel channel(River.Channel channel, @Nullable LocalDate last) {
            var subscription = channel.subscription();
            var site = edition.siteOf(subscription);
            return new PlanetView.Channel(
                    Face.of(subscription.name(), subscription.face()),
                    subscription.name(),
                    setting.links().to(new View.From(subscription.id())),
                    site,
                    Web.host(site),
                    channel.posts().stream()
                            .map(post -> post == first ? items.first(post) : items.of(post))
                            .toList(),
                    last == null ? null : elsewhere(subscription, last));
        }

        private @Nullable String elsewhere(Subscription subscription, LocalDate day) {
            var posts = around.crowdedOut().get(new Crowd(day, subscription.id()));
            return posts == null ? null : setting.words().say("crowdedOut", posts);
        }
    }
}
