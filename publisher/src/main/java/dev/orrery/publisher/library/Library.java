package dev.orrery.publisher.library;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.publisher.library.Directory.Listing;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Reads the projection ([Projection]) and writes nothing. Filters are flat and bodies are fetched by `_id`, as the
/// indexes of all MongoDB-like servers allow. Each answer is of one generation.
public final class Library {
    private static final String VALUE = "value";
    private static final Document SHOWN = new Document("outcome", "shown");

    /// What a planet's views reach: also what other posts crowd out of its page.
    static final Document REACHED = new Document("$in", List.of("shown", "collapsed"));

    private final LiveGeneration live;
    private final String publicUrl;

    /// @param publicUrl under which planets without an address of their own are found, a folder each
    public Library(MongoDatabase database, String publicUrl) {
        this.live = new LiveGeneration(database);
        this.publicUrl = Web.folder(publicUrl);
    }

    /// The number of the generation that is live now.
    public long generation() {
        return live.number();
    }

    public Directory directory() {
        return live.read(this::directory);
    }

    private Directory directory(Generation generation) {
        var listings = new ArrayList<Listing>();
        for (var document : generation.collection(Projection.PLANETS).find()) {
            var planet = Recent.value(document, Planet.class);
            if (planet != null) {
                listings.add(new Listing(
                        planet.planet(),
                        planet.title(),
                        planet.tagline(),
                        home(planet),
                        planet.hosts(),
                        planet.locale()));
            }
        }
        return new Directory(listings);
    }

    /// A planet and its address.
    public record At(String slug, String home) {}

    /// The planet below whose address another one lies.
    public Optional<At> planetAt(String address) {
        return live.read(generation -> homes(generation, new Document()).stream()
                .filter(planet -> address.startsWith(planet.home()))
                .max(Comparator.comparingInt(planet -> planet.home().length())));
    }

    /// A planet's address.
    public Optional<String> homeOf(String slug) {
        return live.read(generation -> homes(generation, new Document("_id", slug)).stream()
                .map(At::home)
                .findFirst());
    }

    /// No more is read of each planet than that: there may be thousands, of thousands of subscriptions.
    private List<At> homes(Generation generation, Document filter) {
        var homes = new ArrayList<At>();
        for (var document : generation
                .collection(Projection.PLANETS)
                .find(filter)
                .projection(Projections.include("value.planet", "value.link"))) {
            var value = document.get(VALUE, Document.class);
            if (value != null) {
                homes.add(new At(document.getString("_id"), home(document.getString("_id"), value.getString("link"))));
            }
        }
        return homes;
    }

    /// How many posts each planet shows, by slug.
    public Map<String, Tally> tallies() {
        return live.read(generation -> tallies(generation, SHOWN, "$planet"));
    }

    /// The planet's page in its present edition; empty if there is no such planet.
    ///
    /// @param carried as below
    public Optional<Edition> edition(String slug, Consumer<Set<String>> carried) {
        return edition(slug, View.LATEST, 1, carried);
    }

    /// The present edition of one of the planet's views; empty if there is no such planet, or nothing in the view.
    ///
    /// @param page    1 for the newest posts
    /// @param carried told which feeds the planet carries, before anything else about them is read: a change that
    ///                comes after this call may not be in the edition, and the caller knows by then that it matters
    public Optional<Edition> edition(String slug, View view, int page, Consumer<Set<String>> carried) {
        return live.read(generation -> edition(generation, slug, view, page, carried));
    }

    /// What lies around an edition's posts, for pages that lead on from them.
    public Around around(Edition edition) {
        return live.read(generation -> new Surroundings(generation, edition).around());
    }

    /// What the planet's posts come to; empty if there is no such planet. It takes one pass over all of its placements.
    ///
    /// @param carried as above
    public Optional<Register> register(String slug, Consumer<Set<String>> carried) {
        return live.read(generation ->
                planet(generation, slug, carried).map(planet -> Census.of(generation, planet, home(planet))));
    }

    /// The planet as it is defined; empty if there is none.
    ///
    /// @param carried as above
    public Optional<Planet> planet(String slug, Consumer<Set<String>> carried) {
        return live.read(generation -> planet(generation, slug, carried));
    }

    /// The planet as it is defined now; empty if there is none.
    public Optional<Planet> planet(String slug) {
        return live.read(generation -> planet(generation, slug));
    }

    /// Posts of a planet in the order of their ids. What it does not show, or no longer, is left out.
    public Optional<Edition> posts(String slug, List<String> entryIds) {
        return live.read(generation -> planet(generation, slug).map(planet -> posts(generation, planet, entryIds)));
    }

    private Edition posts(Generation generation, Planet planet, List<String> entryIds) {
        var posts = new Selection(generation, planet, View.LATEST).posts(entryIds);
        var feedIds = posts.stream().map(post -> post.entry().feedId()).collect(Collectors.toSet());
        return new Edition(planet, home(planet), Scope.LATEST, posts, marks(generation, feedIds), Map.of());
    }

    /// What the first page of one of the planet's views has now; empty if there is no such planet, or nothing in the
    /// view. Cheaper than an edition: no text is read.
    public Optional<Stand> stand(String slug, View view) {
        return live.read(generation ->
                planet(generation, slug).flatMap(planet -> new Selection(generation, planet, view).stand()));
    }

    /// What the same page has after some entries changed. Much cheaper: only their placements are read.
    ///
    /// @param before what it had
    /// @return empty where it does not follow from that; then the whole must be read
    public Optional<Stand> stand(Stand before, String slug, Set<String> entryIds) {
        var keys =
                entryIds.stream().map(entryId -> Placement.key(slug, entryId)).toList();
        return live.read(generation -> before.after(
                entryIds,
                generation.changed(Projection.PLACEMENTS, keys, Placement.class).values()));
    }

    /// A month among those in which the planet has posts; empty where it has none.
    ///
    /// @param month null for the newest
    public Optional<Months> months(Planet planet, @Nullable YearMonth month) {
        return live.read(generation -> Months.around(generation, planet, month));
    }

    /// How many pages a view of the planet has, at least one.
    public int pages(Planet planet, View view) {
        return live.read(generation -> new Selection(generation, planet, view).pages());
    }

    /// What became of an entry that a planet was asked for and does not show.
    public Fate fate(String slug, String entryId) {
        return live.read(generation -> fate(generation, slug, entryId));
    }

    private static Fate fate(Generation generation, String slug, String entryId) {
        var found = generation
                .collection(Projection.PLACEMENTS)
                .find(new Document("_id", Placement.key(slug, entryId)))
                .first();
        var placement = found == null ? null : Recent.value(found, Placement.class);
        if (placement == null) {
            var entry = generation
                    .collection(Projection.ENTRIES)
                    .find(new Document("_id", entryId))
                    .first();
            return entry != null && entry.get(VALUE) == null ? new Fate.Withdrawn() : new Fate.Unknown();
        }
        return switch (placement.outcome()) {
            case SHOWN, COLLAPSED -> new Fate.Shown();
            case DUPLICATE ->
                placement.duplicateOf() == null ? new Fate.Hidden() : new Fate.Elsewhere(placement.duplicateOf());
            case HIDDEN, QUARANTINED -> new Fate.Hidden();
        };
    }

    /// How the planet's subscriptions fare; empty if there is no such planet.
    ///
    /// @param carried as above
    public Optional<Health> health(String slug, Consumer<Set<String>> carried) {
        return live.read(generation -> planet(generation, slug, carried)
                .map(planet -> new Health(
                        planet,
                        home(planet),
                        generation.byId(Projection.FEEDS, feedIds(planet), FeedStatus.class),
                        tallies(
                                generation,
                                new Document("planet", slug).append("outcome", "shown"),
                                "$subscription"))));
    }

    /// All that is known of an entry on the planet, shown or not; empty if there is no such planet.
    ///
    /// @param carried as above
    public Optional<Story> story(String slug, String entryId, Consumer<Set<String>> carried) {
        return live.read(generation -> planet(generation, slug, carried)
                .map(planet -> new Lookup(generation, planet, home(planet)).story(entryId)));
    }

    /// What the planet knows of a post that somebody misses; empty if there is no such planet.
    public Optional<Findings> findings(String slug, Question question) {
        return live.read(generation -> planet(generation, slug)
                .map(planet -> new Lookup(generation, planet, home(planet)).findings(question)));
    }

    private static Optional<Planet> planet(Generation generation, String slug) {
        var document = generation
                .collection(Projection.PLANETS)
                .find(new Document("_id", slug))
                .first();
        return Optional.ofNullable(document == null ? null : Recent.value(document, Planet.class));
    }

    /// The planet, after its reader was told what it carries.
    private static Optional<Planet> planet(Generation generation, String slug, Consumer<Set<String>> carried) {
        var planet = planet(generation, slug);
        planet.ifPresent(one -> carried.accept(feedIds(one)));
        return planet;
    }

    private static Set<String> feedIds(Planet planet) {
        return planet.subscriptions().stream().map(Subscription::feedId).collect(Collectors.toSet());
    }

    private Optional<Edition> edition(
            Generation generation, String slug, View view, int page, Consumer<Set<String>> carried) {
        return planet(generation, slug, carried).flatMap(planet -> new Selection(generation, planet, view)
                .page(page)
                .map(selected -> new Edition(
                        planet,
                        home(planet),
                        selected.scope(),
                        selected.posts(),
                        marks(generation, feedIds(planet)),
                        tallies(
                                generation,
                                new Document("planet", slug).append("outcome", REACHED),
                                "$subscription"))));
    }

    private String home(Planet planet) {
        return home(planet.planet(), planet.link());
    }

    private String home(String slug, @Nullable String link) {
        var own = Web.address(link);
        return Web.folder(own == null ? publicUrl + slug : own);
    }

    private static Map<String, FeedMark> marks(Generation generation, Set<String> feedIds) {
        var marks = new HashMap<String, FeedMark>();
        generation
                .byId(Projection.FEEDS, feedIds, FeedStatus.class)
                .forEach((id, feed) -> marks.put(id, FeedMark.of(feed)));
        return marks;
    }

    private static Map<String, Tally> tallies(Generation generation, Document filter, String by) {
        var group = new Document("_id", by)
                .append("posts", new Document("$sum", 1))
                .append("newest", new Document("$max", "$rankAt"));
        var tallies = new HashMap<String, Tally>();
        for (var found : generation
                .collection(Projection.PLACEMENTS)
                .aggregate(List.of(new Document("$match", filter), new Document("$group", group)))) {
            tallies.put(
                    found.getString("_id"),
                    new Tally(found.get("posts", Number.class).intValue(), instant(found.getDate("newest"))));
        }
        return tallies;
    }

    private static Instant instant(@Nullable Date date) {
        return date == null ? Instant.EPOCH : date.toInstant();
    }
}
