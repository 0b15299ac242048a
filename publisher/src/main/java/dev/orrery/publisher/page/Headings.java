package dev.orrery.publisher.page;

import dev.orrery.events.Placement;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Around;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.page.Heading.Link;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Wanted;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes what stands over the posts of an edition.
final class Headings {
    private final Edition edition;
    private final Scope scope;
    private final Around around;
    private final Format format;
    private final Setting setting;
    private final Words words;
    private final Almanac almanac;

    /// @param format of the page, with text or without
    Headings(Edition edition, Around around, Format format, Setting setting) {
        this.edition = edition;
        this.scope = edition.scope();
        this.around = around;
        this.format = format;
        this.setting = setting;
        this.words = setting.words();
        this.almanac = setting.almanac();
    }

    /// Null over the planet's own first page: there the planet's name stands over all.
    @Nullable
    Heading heading() {
        var title = Heading.title(scope, words, almanac);
        if (title == null && format == Format.PAGE) {
            return null;
        }
        var subscription = subscription();
        return new Heading(
                title == null ? words.say("titles") : title,
                face(subscription),
                lead(),
                subscription == null ? null : site(subscription),
                subscription == null ? null : new Margin(edition, setting).mark(subscription),
                links(subscription));
    }

    private @Nullable Subscription subscription() {
        return scope.view() instanceof View.From(var id)
                ? edition.planet().subscriptions().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private @Nullable Link site(Subscription subscription) {
        var site = edition.siteOf(subscription);
        var host = Web.host(site);
        return site == null ? null : new Link(site, host == null ? site : host);
    }

    private @Nullable Face face(@Nullable Subscription subscription) {
        if (subscription != null) {
            return Face.of(subscription.name(), subscription.face());
        }
        var name = scope.name();
        return scope.view() instanceof View.By && name != null ? Face.of(name, portrait(name)) : null;
    }

    /// Whoever writes a blog under their own name has its face.
    private @Nullable String portrait(String name) {
        return edition.planet().subscriptions().stream()
                .filter(one -> one.name().equals(name) && one.face() != null)
                .map(Subscription::face)
                .findFirst()
                .orElse(null);
    }

    private List<String> lead() {
        boolean isLatest = scope.view() instanceof View.Latest;
        var lead = new ArrayList<String>();
        if (scope.view() instanceof View.On) {
            lead.add(words.say("asOfDay"));
        }
        if (isLatest && scope.page() == 1) {
            lead.add(words.say("titlesLead"));
        } else if (isLatest) {
            var posts = edition.posts();
            lead.add(words.say(
                    "fromTo",
                    almanac.date(posts.getLast().at()),
                    almanac.date(posts.getFirst().at())));
        } else if (scope.page() > 1) {
            lead.add(words.say("pageNumber", scope.page()));
        }
        return lead;
    }

    private List<Link> links(@Nullable Subscription subscription) {
        return Stream.of(
                        beside(around.older(), "dayBefore", "monthBefore"),
                        beside(around.newer(), "dayAfter", "monthAfter"),
                        Optional.ofNullable(subscription)
                                .filter(one -> Web.address(one.feedUrl()) != null)
                                .map(one -> new Link(one.feedUrl(), words.say("theirFeed"))),
                        otherForm())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Link> beside(@Nullable Placement post, String day, String month) {
        if (post == null) {
            return Optional.empty();
        }
        var date = LocalDate.ofInstant(post.rankAt(), almanac.zone());
        return switch (scope.view()) {
            case View.On _ -> Optional.of(link(new View.On(date), day, almanac.date(date)));
            case View.In _ -> {
                var there = YearMonth.from(date);
                yield Optional.of(link(new View.In(there), month, almanac.month(there)));
            }
            case View.Latest _, View.Tagged _, View.By _, View.From _, View.Single _ -> Optional.empty();
        };
    }

    private Link link(View view, String sentence, String name) {
        return new Link(setting.links().to(new Wanted(view, 1, format)), words.say(sentence, name));
    }

    /// The same posts with or without their text.
    private Optional<Link> otherForm() {
        var other = format == Format.TITLES ? Format.PAGE : Format.TITLES;
        var words = this.words.say(other == Format.TITLES ? "viewTitlesOnly" : "viewWithText");
        return setting.offered().contains(other)
                ? Optional.of(new Link(setting.links().to(new Wanted(scope.view(), scope.page(), other)), words))
                : Optional.empty();
    }
}
