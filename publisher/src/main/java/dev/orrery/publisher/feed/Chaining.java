package dev.orrery.publisher.feed;

import dev.orrery.events.Planet;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Wanted;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// Finds out where a document stands among the others of its feed.
final class Chaining {
    private final Library library;
    private final Edition edition;
    private final Wanted wanted;

    Chaining(Library library, Edition edition, Wanted wanted) {
        this.library = library;
        this.edition = edition;
        this.wanted = wanted;
    }

    Chain chain() {
        int page = wanted.page();
        boolean older = edition.scope().hasOlder();
        var newer = page > 1 ? page(page - 1) : null;
        var next = older ? page(page + 1) : null;
        var last = newer == null && next == null ? null : page(older ? library.pages(planet(), wanted.view()) : page);
        return switch (wanted.view()) {
            case View.Latest() -> new Chain(page(1), newer, next, last, false, null, newestArchive(), null);
            case View.In(var month) -> inMonth(month, newer, next, last);
            case View.Tagged _, View.By _, View.From _, View.On _, View.Single _ ->
                new Chain(page(1), newer, next, last, false, null, null, null);
        };
    }

    private Chain inMonth(YearMonth month, @Nullable String newer, @Nullable String next, @Nullable String last) {
        var months = library.months(planet(), month).orElse(null);
        if (months == null) {
            return new Chain(page(1), newer, next, last, false, null, null, null);
        }
        var older = months.before() == null ? null : month(months.before(), 1);
        if (!months.isOver()) {
            return new Chain(page(1), newer, next, last, false, null, older, null);
        }
        var current = absolute(new Wanted(View.LATEST, 1, wanted.format()));
        var after = newer == null ? lastOf(months.after(), months.newest()) : newer;
        return new Chain(page(1), newer, next, last, true, current, next == null ? older : next, after);
    }

    /// Archives begin before the newest post's month: that one still grows.
    private @Nullable String newestArchive() {
        return library.months(planet(), null)
                .map(months -> months.before() == null ? null : month(months.before(), 1))
                .orElse(null);
    }

    private @Nullable String lastOf(@Nullable YearMonth month, YearMonth newest) {
        return month == null || !month.isBefore(newest)
                ? null
                : month(month, library.pages(planet(), new View.In(month)));
    }

    private String month(YearMonth month, int page) {
        return absolute(new Wanted(new View.In(month), page, wanted.format()));
    }

    private String page(int number) {
        return absolute(new Wanted(wanted.view(), number, wanted.format()));
    }

    private String absolute(Wanted other) {
        return edition.home() + Address.of(other);
    }

    private Planet planet() {
        return edition.planet();
    }
}
