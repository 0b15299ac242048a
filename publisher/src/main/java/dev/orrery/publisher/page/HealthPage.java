package dev.orrery.publisher.page;

import dev.orrery.events.FeedStatus;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Health;
import dev.orrery.publisher.library.Library;
import dev.orrery.publisher.library.View;
import dev.orrery.publisher.library.Web;
import dev.orrery.publisher.page.FeedWords.Standing;
import dev.orrery.publisher.page.HealthView.Moment;
import dev.orrery.publisher.page.HealthView.Row;
import dev.orrery.publisher.serve.Address;
import dev.orrery.publisher.serve.Format;
import dev.orrery.publisher.serve.Made;
import dev.orrery.publisher.serve.Maker;
import dev.orrery.publisher.serve.Rendering;
import dev.orrery.publisher.serve.Wanted;
import dev.orrery.publisher.theme.Themes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How each subscription fares: what is wrong since when, what is done about it, what its author can do. Trouble first.
///
/// Nothing looks at the clock; what is shown is what the last record of each feed says.
public final class HealthPage implements Maker {
    private static final Wanted SELF = Wanted.home(Format.HEALTH);

    private final Themes themes;

    public HealthPage(Themes themes) {
        this.themes = themes;
    }

    @Override
    public Made make(Library library, String slug, Wanted wanted, Consumer<Set<String>> carried) {
        return library.health(slug, carried)
                .<Made>map(
                        health -> new Made.There(Rendering.of(Format.HEALTH.type(), render(health), modified(health))))
                .orElseGet(Made.Missing::new);
    }

    byte[] render(Health health) {
        var view = new Report(health, themes).view();
        return themes.render(view.frame().theme(), "health", view);
    }

    /// When the newest of what is shown was found out.
    private static Optional<Instant> modified(Health health) {
        return health.feeds().values().stream()
                .map(FeedStatus::health)
                .flatMap(feed -> Stream.of(feed.since(), feed.lastPollAt()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /// One planet's.
    private static final class Report {
        private final Health health;
        private final Themes themes;
        private final Words words;
        private final Almanac almanac;
        private final FeedWords feedWords;
        private final String up;

        Report(Health health, Themes themes) {
            var locale = Languages.locale(health.planet().locale());
            this.health = health;
            this.themes = themes;
            this.words = Words.in(locale);
            this.almanac = Almanac.of(health.planet().timezone(), locale);
            this.feedWords = new FeedWords(words, almanac);
            this.up = Address.up(Address.of(SELF));
        }

        HealthView view() {
            var sorted = health.planet().subscriptions().stream()
                    .sorted(Comparator.comparing(this::standing)
                            .thenComparing(Subscription::name, almanac.alphabet())
                            .thenComparing(Subscription::id))
                    .toList();
            return new HealthView(
                    Frame.of(health.planet(), health.home(), Address.of(SELF), "health", themes),
                    lead(sorted),
                    sorted.stream()
                            .filter(one -> standing(one).isTrouble())
                            .map(this::row)
                            .toList(),
                    sorted.stream()
                            .filter(one -> !standing(one).isTrouble())
                            .map(this::row)
                            .toList(),
                    modified(health)
                            .map(at -> words.say("health.times", almanac.zoneName(at)))
                            .orElse(null),
                    up + Address.of(Wanted.home(Format.WHY)));
        }

        private Standing standing(Subscription subscription) {
            return FeedWords.standing(subscription, health.feeds().get(subscription.feedId()));
        }

        private String lead(List<Subscription> sorted) {
            if (sorted.isEmpty()) {
                return words.say("healthNone");
            }
            var counts = new ArrayList<String>();
            for (var standing : List.of(
                    Standing.FINE, Standing.FAILING, Standing.GONE, Standing.WAITING, Standing.NEW, Standing.PAUSED)) {
                long number =
                        sorted.stream().filter(one -> standing(one) == standing).count();
                if (number > 0) {
                    counts.add(words.say("health." + standing.key(), number));
                }
            }
            return words.say("health.lead", words.say("health.count", sorted.size()), almanac.list(counts));
        }

        private Row row(Subscription subscription) {
            var feed = health.feeds().get(subscription.feedId());
            var standing = standing(subscription);
            var tally = health.tallies().get(subscription.id());
            boolean trouble = feed != null && standing.isTrouble();
            return new Row(
                    "feed-" + subscription.id(),
                    Face.of(subscription.name(), subscription.face()),
                    subscription.name(),
                    site(subscription, feed),
                    up + Address.of(new View.From(subscription.id())),
                    Web.address(feed == null ? subscription.feedUrl() : feed.url()),
                    standing.key(),
                    feedWords.state(subscription, feed),
                    weDo(standing),
                    trouble && feed != null ? feedWords.help(feed.health().cause()) : null,
                    feed == null ? null : FeedWords.detail(feed),
                    feed == null ? null : moment(feed.health().lastSuccessAt()),
                    feed == null ? null : lastTried(feed),
                    feed == null || standing == Standing.PAUSED
                            ? null
                            : moment(feed.health().nextPollAt()),
                    feed == null ? null : feedWords.pace(feed),
                    tally == null
                            ? null
                            : new Moment(
                                    almanac.date(tally.newest()), tally.newest().toString()),
                    feed == null || feed.health().failures() == 0
                            ? null
                            : words.say("healthFailures", feed.health().failures()));
        }

        private @Nullable String weDo(Standing standing) {
            return switch (standing) {
                case FAILING, GONE, WAITING -> words.say("we." + standing.key());
                case PAUSED -> words.say("state.pausedHelp");
                case NEW, FINE -> null;
            };
        }

        private static @Nullable String site(Subscription subscription, @Nullable FeedStatus feed) {
            var site = Web.address(subscription.site());
            return site != null || feed == null ? site : Web.address(feed.site());
        }

        /// Where it is not the poll that was good.
        private @Nullable Moment lastTried(FeedStatus feed) {
            var tried = feed.health().lastPollAt();
            return tried == null || tried.equals(feed.health().lastSuccessAt()) ? null : moment(tried);
        }

        private @Nullable Moment moment(@Nullable Instant at) {
            return at == null ? null : new Moment(feedWords.moment(at), at.toString());
        }
    }
}
