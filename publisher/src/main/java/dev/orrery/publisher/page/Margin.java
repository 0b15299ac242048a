package dev.orrery.publisher.page;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.FeedMark;
import dev.orrery.publisher.library.Tally;
import dev.orrery.publisher.library.View;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands beside the river: the subscriptions with their marks, and the colophon.
///
/// Nothing here looks at the clock. "Since when" stays true for as long as it lasts, where "for how long" would have
/// to be rendered anew every day.
final class Margin {
    /// A blog is quiet when the planet's newest post is so much newer than its own.
    private static final Duration QUIET = Duration.ofDays(180);

    /// From here on an HTTP status says what is wrong.
    private static final int REFUSAL = 400;

    private final Edition edition;
    private final Setting setting;
    private final Words words;
    private final Almanac almanac;
    private final Instant newest;

    Margin(Edition edition, Setting setting) {
        this.edition = edition;
        this.setting = setting;
        this.words = setting.words();
        this.almanac = setting.almanac();
        this.newest = edition.tallies().values().stream()
                .map(Tally::newest)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /// What stands beside the posts of an edition.
    ///
    /// @param feeds         of the posts shown
    /// @param lists         of the planet's subscriptions
    /// @param colophon      sentences at the end
    record Contents(
            List<Subscriber> subscriptions,
            String follow,
            List<Head.Feed> feeds,
            List<Head.Feed> lists,
            List<String> colophon) {}

    /// A subscription in the margin.
    ///
    /// @param href its posts on the planet
    record Subscriber(Face face, String name, String href, Mark mark) {}

    /// How a feed fares.
    ///
    /// @param text  its posts, or what is wrong
    /// @param last  when it last posted, in words
    /// @param at    the same day, as in RFC 3339
    /// @param state a class of the style sheet: `ok`, `quiet`, `bad`
    /// @param hint  a sentence that explains the text
    record Mark(
            String text,
            @Nullable String last,
            @Nullable String at,
            String state,
            @Nullable String hint) {
        Mark(String text, String state, @Nullable String hint) {
            this(text, null, null, state, hint);
        }
    }

    Contents contents() {
        var scope = edition.scope();
        boolean isPlanet = scope.view() instanceof View.Latest || scope.view() instanceof View.Single;
        return new Contents(
                subscriptions(),
                words.say(isPlanet ? "follow" : "followThis"),
                Feeds.of(isPlanet ? View.LATEST : scope.view(), setting),
                Feeds.subscriptions(setting),
                colophon());
    }

    /// What to write into the field of the search.
    String searchPosts() {
        int posts = edition.tallies().values().stream().mapToInt(Tally::posts).sum();
        return words.say("searchPosts", posts);
    }

    private List<Subscriber> subscriptions() {
        return edition.planet().subscriptions().stream()
                .sorted(Comparator.comparing(Subscription::name, almanac.alphabet())
                        .thenComparing(Subscription::id))
                .map(this::subscriber)
                .toList();
    }

    private Subscriber subscriber(Subscription subscription) {
        return new Subscriber(
                Face.of(subscription.name(), subscription.face()),
                subscription.name(),
                setting.links().to(new View.From(subscription.id())),
                mark(subscription));
    }

    Mark mark(Subscription subscription) {
        if (subscription.state() == Planet.State.PAUSED) {
            return new Mark(words.say("paused"), "quiet", null);
        }
        var feed = edition.feeds().get(subscription.feedId());
        if (feed == null) {
            return new Mark(words.say("notPolledYet"), "quiet", null);
        }
        return switch (feed.state()) {
            case FAILING -> failing(feed);
            case GONE -> new Mark(words.say("gone", almanac.shortDate(feed.since())), "bad", hint(feed));
            case PAUSED -> new Mark(words.say("paused"), "quiet", null);
            case NEW -> new Mark(words.say("notPolledYet"), "quiet", null);
            case OK, WAITING, MOVED -> posts(subscription);
        };
    }

    private Mark failing(FeedMark feed) {
        var since = almanac.shortDate(feed.since());
        var status = feed.status();
        var text = status != null && status >= REFUSAL
                ? words.say("failingStatus", status.toString(), since)
                : words.say("failing", since);
        return new Mark(text, "bad", hint(feed));
    }

    private String hint(FeedMark feed) {
        return new FeedWords(words, almanac).trouble(feed.cause(), feed.since());
    }

    private Mark posts(Subscription subscription) {
        var tally = edition.tallies().get(subscription.id());
        if (tally == null) {
            return new Mark(words.say("posts", 0), "quiet", null);
        }
        var posts = words.say("posts", tally.posts());
        return tally.newest().plus(QUIET).isBefore(newest)
                ? new Mark(words.say("quietSince", almanac.monthAndYear(tally.newest())), "quiet", posts)
                : new Mark(
                        posts,
                        almanac.shortDate(tally.newest()),
                        LocalDate.ofInstant(tally.newest(), almanac.zone()).toString(),
                        "ok",
                        null);
    }

    private List<String> colophon() {
        var zone = almanac.zoneName(edition.updated().orElse(newest));
        var times = words.say("timesAre", zone);
        var rest = List.of(words.say("owners"), words.say("runBy"));
        var first = edition.updated()
                .map(at -> words.say(
                        "updated", words.say("dateAndTime", almanac.date(at), almanac.time(at)), almanac.zoneName(at)))
                .map(updated -> List.of(updated, times))
                .orElse(List.of(times));
        return Stream.concat(first.stream(), rest.stream()).toList();
    }
}
