package dev.orrery.publisher.page;

import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.FeedMark;
import dev.orrery.publisher.library.Post;
import java.time.Duration;
import java.time.Instant;
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
    private final Words words;
    private final Almanac almanac;
    private final Instant newest;

    Margin(Edition edition, Words words, Almanac almanac) {
        this.edition = edition;
        this.words = words;
        this.almanac = almanac;
        this.newest = edition.posts().stream()
                .map(Post::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    List<PlanetView.Subscriber> subscriptions() {
        return edition.planet().subscriptions().stream()
                .sorted(Comparator.comparing(Subscription::name, almanac.alphabet())
                        .thenComparing(Subscription::id))
                .map(this::subscriber)
                .toList();
    }

    private PlanetView.Subscriber subscriber(Subscription subscription) {
        var mark = mark(subscription);
        return new PlanetView.Subscriber(
                Face.of(subscription.name(), subscription.face()),
                subscription.name(),
                edition.siteOf(subscription),
                mark.text,
                mark.state,
                mark.hint);
    }

    private record Mark(String text, String state, @Nullable String hint) {}

    private Mark mark(Subscription subscription) {
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
                : new Mark(posts, "ok", null);
    }

    List<String> colophon() {
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
