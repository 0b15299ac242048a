package dev.orrery.publisher;

import dev.orrery.events.Enclosure;
import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.FeedStatus.Cause;
import dev.orrery.events.FeedStatus.Health;
import dev.orrery.events.FeedStatus.Pace;
import dev.orrery.events.FeedStatus.State;
import dev.orrery.events.Ids;
import dev.orrery.events.Placement;
import dev.orrery.events.Placement.Announcement;
import dev.orrery.events.Placement.Outcome;
import dev.orrery.events.Placement.PlacedTag;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.publisher.library.Edition;
import dev.orrery.publisher.library.FeedMark;
import dev.orrery.publisher.library.Post;
import dev.orrery.publisher.library.Scope;
import dev.orrery.publisher.library.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Planets, entries and placements for tests.
public final class Given {
    public static final Instant SEEN = Instant.parse("2026-03-10T12:00:00Z");

    private Given() {}

    public static Subscription subscription(String name) {
        var ascii = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var id = ascii.equals("-") ? "u" + Integer.toHexString(name.hashCode()) : ascii;
        var feed = "https://" + id + ".example/feed.xml";
        return new Subscription(
                id,
                Ids.feedId(feed),
                feed,
                name,
                "https://" + id + ".example/",
                null,
                List.of(),
                Planet.State.ACTIVE,
                Map.of());
    }

    public static Planet planet(String slug, Subscription... subscriptions) {
        return planet(slug, "UTC", "en", subscriptions);
    }

    public static Planet planet(String slug, String timezone, String locale, Subscription... subscriptions) {
        return new Planet(
                slug,
                1,
                "Planet " + slug,
                "All about " + slug,
                null,
                new Planet.Owner("Bo", "bo@" + slug + ".example"),
                List.of(slug + ".example"),
                60,
                0,
                timezone,
                locale,
                "modern",
                Map.of(),
                List.of(subscriptions));
    }

    /// The planet with so many posts on a page.
    public static Planet showing(int items, Planet planet) {
        return new Planet(
                planet.planet(),
                planet.revision(),
                planet.title(),
                planet.tagline(),
                planet.link(),
                planet.owner(),
                planet.hosts(),
                items,
                planet.days(),
                planet.timezone(),
                planet.locale(),
                planet.theme(),
                planet.extra(),
                planet.subscriptions());
    }

    /// A planet with nothing but its subscriptions: no hosts, no owner, no address of its own.
    ///
    /// @param items posts on its page
    /// @param days  that its page reaches back; 0 for no limit
    public static Planet plain(String slug, String title, int items, int days, Subscription... subscriptions) {
        return new Planet(
                slug,
                1,
                title,
                null,
                null,
                null,
                List.of(),
                items,
                days,
                "UTC",
                "en",
                "modern",
                Map.of(),
                List.of(subscriptions));
    }

    /// An entry of a feed; change what matters with [EntryBuilder].
    public static EntryBuilder entry(Subscription subscription, String title, String published) {
        return new EntryBuilder(subscription, title, Instant.parse(published));
    }

    public static Placement placement(Planet planet, Subscription subscription, Entry entry, String... tags) {
        var names = entry.authors().stream().map(Entry.Author::name).toList();
        return new Placement(
                planet.planet(),
                entry.entryId(),
                entry.feedId(),
                subscription.id(),
                Outcome.SHOWN,
                entry.rankAt(),
                null,
                List.of(),
                Arrays.stream(tags)
                        .map(tag -> new PlacedTag(tag.toLowerCase(Locale.ROOT), tag, "category", null))
                        .toList(),
                new Placement.From(entry.revision(), planet.revision(), null),
                new Announcement(
                        entry.title(),
                        entry.link(),
                        names.isEmpty() ? List.of(subscription.name()) : names,
                        entry.publishedAt(),
                        entry.summary()));
    }

    /// The same, where other posts of its feed's crowd it out of the planet's page.
    public static Placement crowdedOut(Placement shown) {
        return new Placement(
                shown.planet(),
                shown.entryId(),
                shown.feedId(),
                shown.subscription(),
                Outcome.COLLAPSED,
                shown.rankAt(),
                null,
                shown.reasons(),
                shown.tags(),
                shown.from(),
                shown.entry());
    }

    public static Edition edition(Planet planet, Entry... entries) {
        var subscriptions = new HashMap<String, Subscription>();
        planet.subscriptions().forEach(one -> subscriptions.put(one.feedId(), one));
        var posts = Arrays.stream(entries)
                .map(entry -> {
                    var subscription = subscriptions.get(entry.feedId());
                    var tags = entry.tags().stream().map(Entry.Tag::label).toArray(String[]::new);
                    return new Post(entry, placement(planet, subscription, entry, tags), subscription);
                })
                .sorted(Comparator.comparing(Post::at).reversed())
                .toList();
        var feeds = new HashMap<String, FeedMark>();
        var tallies = new HashMap<String, Tally>();
        for (var one : planet.subscriptions()) {
            feeds.put(one.feedId(), FeedMark.of(feed(one, State.OK, null)));
        }
        for (var post : posts.reversed()) {
            tallies.merge(
                    post.subscription().id(),
                    new Tally(1, post.at()),
                    (a, b) -> new Tally(a.posts() + b.posts(), b.newest()));
        }
        return new Edition(planet, "https://" + planet.planet() + ".example/", Scope.LATEST, posts, feeds, tallies);
    }

    /// A feed that could not be read on the last three polls.
    public static FeedStatus ailing(Subscription subscription, State state, Cause cause, Pace pace, String reason) {
        return feed(
                subscription,
                new Health(
                        state,
                        Instant.parse("2026-03-01T08:00:00Z"),
                        reason,
                        null,
                        3,
                        SEEN,
                        Instant.parse("2026-03-01T07:30:00Z"),
                        null,
                        SEEN.plus(Duration.ofHours(4)),
                        "Because.",
                        cause,
                        pace));
    }

    /// A feed that was read when it was polled last.
    public static FeedStatus sound(Subscription subscription, Pace pace) {
        return feed(
                subscription,
                new Health(
                        State.OK,
                        Instant.parse("2026-02-01T08:00:00Z"),
                        "The feed answers.",
                        200,
                        0,
                        SEEN,
                        SEEN,
                        null,
                        SEEN.plus(Duration.ofHours(4)),
                        "Because.",
                        null,
                        pace));
    }

    public static FeedStatus feed(Subscription subscription, Health health) {
        return new FeedStatus(
                subscription.feedId(),
                1,
                subscription.feedUrl(),
                List.of(),
                "Feed of " + subscription.name(),
                null,
                "atom_1.0",
                null,
                null,
                1,
                health);
    }

    public static FeedStatus feed(Subscription subscription, State state, Integer status) {
        return feed(
                subscription,
                new Health(
                        state,
                        Instant.parse("2026-03-01T08:00:00Z"),
                        "The server says so.",
                        status,
                        0,
                        SEEN,
                        SEEN,
                        null,
                        null,
                        null));
    }

    /// An entry in the making.
    public static final class EntryBuilder {
        private final Subscription subscription;
        private final Instant published;
        private final String key;
        private String title;
        private String html = "<p>Some text.</p>";
        private String summary = "Some text.";
        private String language;
        private String link;
        private String guid;
        private Instant updated;
        private boolean edited;
        private String cut;
        private List<Entry.Author> authors = List.of();
        private List<Entry.Tag> tags = List.of();
        private List<Enclosure> enclosures = List.of();
        private Entry.Image image;

        private EntryBuilder(Subscription subscription, String title, Instant published) {
            this.subscription = subscription;
            this.title = title;
            this.key = title;
            this.published = published;
            this.link = subscription.site() + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }

        public EntryBuilder untitled() {
            title = null;
            return this;
        }

        public EntryBuilder guid(String uri) {
            guid = uri;
            return this;
        }

        public EntryBuilder html(String markup) {
            html = markup;
            return this;
        }

        public EntryBuilder summary(String text) {
            summary = text;
            return this;
        }

        public EntryBuilder language(String tag) {
            language = tag;
            return this;
        }

        public EntryBuilder link(String address) {
            link = address;
            return this;
        }

        public EntryBuilder updated(String at) {
            updated = Instant.parse(at);
            return this;
        }

        public EntryBuilder edited() {
            edited = true;
            return this;
        }

        public EntryBuilder cut(String what) {
            cut = what;
            return this;
        }

        public EntryBuilder by(String... names) {
            authors = Arrays.stream(names)
                    .map(name -> new Entry.Author(name, null))
                    .toList();
            return this;
        }

        public EntryBuilder tagged(String... labels) {
            tags = Arrays.stream(labels)
                    .map(label -> new Entry.Tag(label.toLowerCase(Locale.ROOT), label))
                    .toList();
            return this;
        }

        public EntryBuilder enclosing(Enclosure... those) {
            enclosures = List.of(those);
            return this;
        }

        public EntryBuilder picture(String url, int width, int height) {
            image = new Entry.Image(url, null, width, height);
            return this;
        }

        public EntryBuilder by(Entry.Author author) {
            authors = List.of(author);
            return this;
        }

        public Entry get() {
            return new Entry(
                    Ids.entryId(subscription.feedId(), key),
                    subscription.feedId(),
                    1,
                    1,
                    1,
                    guid,
                    title,
                    html,
                    summary,
                    0,
                    language,
                    link,
                    link,
                    image,
                    enclosures,
                    authors,
                    tags,
                    published,
                    updated,
                    published.plus(Duration.ofHours(1)),
                    published,
                    edited,
                    cut,
                    List.of());
        }
    }
}
