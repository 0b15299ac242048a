package dev.orrery.publisher.page;

import dev.orrery.events.Planet.Content;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Assets;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A planet's page: what was posted last, by day and channel.
public final class PlanetPage implements Maker.Renderer {
    private static final int NAMED = 5;

    private final Theme theme;
    private final Assets assets;

    public PlanetPage(Theme theme, Assets assets) {
        this.theme = theme;
        this.assets = assets;
    }

    @Override
    public byte[] render(Edition edition) {
        return theme.render("planet", view(edition));
    }

    private PlanetView view(Edition edition) {
        var planet = edition.planet();
        var locale = Languages.locale(planet.locale());
        var words = Words.in(locale);
        var almanac = Almanac.of(planet.timezone(), locale);
        var margin = new Margin(edition, words, almanac);
        return new PlanetView(
                Frame.of(planet, edition.home(), self(edition.scope()), "latest", assets),
                description(edition, words, almanac),
                days(edition, words, almanac),
                empty(edition, words),
                margin.subscriptions(),
                margin.colophon());
    }

    private static String self(Scope scope) {
        return Address.of(new Wanted(scope.view(), scope.page(), Format.PAGE));
    }

    private static String description(Edition edition, Words words, Almanac almanac) {
        var tagline = edition.planet().tagline();
        if (tagline != null) {
            return tagline;
        }
        var names = edition.planet().subscriptions().stream()
                .map(Subscription::name)
                .limit(NAMED)
                .toList();
        return names.isEmpty() ? edition.planet().title() : words.say("description", almanac.list(names));
    }

    private static @Nullable String empty(Edition edition, Words words) {
        if (!edition.posts().isEmpty()) {
            return null;
        }
        return words.say(edition.planet().subscriptions().isEmpty() ? "emptyAlone" : "emptyReading");
    }

    private static List<PlanetView.Day> days(Edition edition, Words words, Almanac almanac) {
        var items = new Items(words, almanac, post -> edition.content(post, "page") == Content.FULL);
        return River.of(edition.posts(), almanac.zone()).days().stream()
                .map(day -> new PlanetView.Day(
                        day.date().toString(),
                        almanac.weekday(day.date()),
                        almanac.dayAndMonth(day.date()),
                        almanac.year(day.date()),
                        day.channels().stream()
                                .map(channel -> channel(channel, edition, items))
                                .toList()))
                .toList();
    }

    private static PlanetView.Channel channel(River.Channel channel, Edition edition, Items items) {
        var subscription = channel.subscription();
        var site = edition.siteOf(subscription);
        return new PlanetView.Channel(
                Face.of(subscription.name(), subscription.face()),
                subscription.name(),
                site,
                Web.host(site),
                channel.posts().stream().map(items::of).toList());
    }
}
