package dev.orrery.publisher.feed;

import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.page.Almanac;
import dev.orrery.publisher.page.Languages;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One document of a feed: what all formats say, each in its own words.
///
/// @param hub the WebSub hub that tells of news; null where there is none
record Feed(
        Edition edition,
        Wanted wanted,
        Chain chain,
        @Nullable String hub) {
    /// The same for all documents of one feed, whatever their format. Archives belong to the planet's feed.
    String id() {
        return wanted.view() instanceof View.In ? edition.home() : edition.home() + Address.of(wanted.view());
    }

    String title() {
        var planet = edition.planet();
        var view = viewTitle();
        return view == null ? planet.title() : planet.title() + ": " + view;
    }

    private @Nullable String viewTitle() {
        var planet = edition.planet();
        var almanac = Almanac.of(planet.timezone(), Languages.locale(planet.locale()));
        return switch (edition.scope().view()) {
            case View.Latest _, View.Single _ -> null;
            case View.Tagged _, View.By _, View.From _ -> edition.scope().name();
            case View.In(var month) -> almanac.month(month);
            case View.On(var day) ->
                almanac.date(day.atStartOfDay(almanac.zone()).toInstant());
        };
    }

    String self() {
        return edition.home() + Address.of(wanted);
    }

    /// The page for people that shows the same posts.
    String page() {
        return edition.home() + Address.of(new Wanted(wanted.view(), wanted.page(), Format.PAGE));
    }

    String language() {
        return Languages.locale(edition.planet().locale()).toLanguageTag();
    }

    /// Who runs the planet; its title where that is not told.
    String owner() {
        var owner = edition.planet().owner();
        return owner == null || owner.name() == null ? edition.planet().title() : owner.name();
    }

    Instant updated() {
        return edition.updated().orElse(Instant.EPOCH);
    }

    /// @param output as planets call the format, see [dev.orrery.events.Planet.Content#OUTPUTS]
    List<Item> items(String output) {
        return EntryIds.distinct(edition.posts()).stream()
                .map(post -> Item.of(edition, post, output))
                .toList();
    }
}
