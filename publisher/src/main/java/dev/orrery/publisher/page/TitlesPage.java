package dev.orrery.publisher.page;

import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The posts of a view by their titles alone, by day.
public final class TitlesPage implements Maker {
    private final Themes themes;
    private final Set<Format> offered;

    /// @param offered the formats that there are, to lead to
    public TitlesPage(Themes themes, Set<Format> offered) {
        this.themes = themes;
        this.offered = Set.copyOf(offered);
    }

    /// The page as its template sees it.
    record TitlesView(
            Frame frame,
            Head head,
            Heading heading,
            List<Day> days,
            @Nullable String empty,
            Margin.Contents margin,
            String searchPosts) {}

    /// @param date as in RFC 3339
    /// @param href the planet as it stood at the end of the day
    record Day(String date, String name, String href, List<Line> lines) {}

    /// A post.
    ///
    /// @param link the post on its author's own site; where it has none, its page here
    /// @param own  its page here
    /// @param from the subscription's name
    /// @param feed the subscription's posts
    /// @param at   RFC 3339
    record Line(
            String title,
            boolean untitled,
            String link,
            String own,
            @Nullable String lang,
            String dir,
            Face face,
            String from,
            String feed,
            String at,
            String time) {}

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return Maker.of(edition -> render(edition, library.around(edition))).make(library, slug, wanted, carried);
    }

    byte[] render(Edition edition, Around around) {
        var planet = edition.planet();
        var scope = edition.scope();
        var self = Address.of(new Wanted(scope.view(), scope.page(), Format.TITLES));
        var setting = Setting.of(planet, self, offered);
        var margin = new Margin(edition, setting);
        var heading = Objects.requireNonNull(new Headings(edition, around, Format.TITLES, setting).heading());
        var view = new TitlesView(
                Frame.of(planet, edition.home(), self, here(scope), themes),
                new Heads(planet, edition.home(), setting)
                        .posts(edition, title(heading, scope, setting), Format.TITLES),
                heading,
                days(edition, setting),
                edition.posts().isEmpty() ? setting.words().say("empty") : null,
                margin.contents(),
                margin.searchPosts());
        return themes.render(view.frame().theme(), "titles", view);
    }

    private static String here(Scope scope) {
        return scope.view() instanceof View.Latest ? "titles" : "";
    }

    private static String title(Heading heading, Scope scope, Setting setting) {
        boolean isTitles = scope.view() instanceof View.Latest && scope.page() == 1;
        return isTitles ? heading.title() : setting.words().say("viewTitles", heading.title());
    }

    private static List<Day> days(Edition edition, Setting setting) {
        var almanac = setting.almanac();
        var items = new Items(setting);
        return River.of(edition.posts(), almanac.zone()).days().stream()
                .map(day -> new Day(
                        day.date().toString(),
                        almanac.shortDate(day.date()),
                        setting.links().to(new View.On(day.date())),
                        day.channels().stream()
                                .flatMap(channel -> channel.posts().stream())
                                .map(post -> line(post, items, setting))
                                .toList()))
                .toList();
    }

    private static Line line(Post post, Items items, Setting setting) {
        var own = setting.links().entry(post.entry().entryId(), post.entry().title());
        var language = Languages.tag(post.entry().language());
        var subscription = post.subscription();
        return new Line(
                items.title(post),
                Stream.ofNullable(post.entry().title()).allMatch(String::isBlank),
                post.link() == null ? own : post.link(),
                own,
                language,
                Languages.directionOfPost(language),
                Face.of(subscription.name(), subscription.face()),
                subscription.name(),
                setting.links().to(new View.From(subscription.id())),
                post.at().toString(),
                setting.almanac().time(post.at()));
    }
}
