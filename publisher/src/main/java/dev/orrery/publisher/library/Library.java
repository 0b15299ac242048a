package dev.orrery.publisher.library;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.orrery.events.Entry;
import dev.orrery.events.EventCodec;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import dev.orrery.publisher.library.Directory.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    /// What a page can be made of at most, whatever its planet says.
    private static final int MAX_ITEMS = 500;

    private static final String VALUE = "value";
    private static final Document SHOWN = new Document("outcome", "shown");

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
        return live.read(Library::directory);
    }

    private static Directory directory(Generation generation) {
        var listings = new ArrayList<Listing>();
        for (var document : generation.collection(Projection.PLANETS).find()) {
            var planet = value(document, Planet.class);
            if (planet != null) {
                listings.add(new Listing(planet.planet(), planet.title(), planet.tagline(), planet.hosts()));
            }
        }
        return new Directory(listings);
    }

    /// How many posts each planet shows, by slug.
    public Map<String, Tally> tallies() {
        return live.read(generation -> tallies(generation, SHOWN, "$planet"));
    }

    /// The planet's present edition; empty if there is no such planet.
    ///
    /// @param carried told which feeds the planet carries, before anything else about them is read: a change that
    ///                comes after this call may not be in the edition, and the caller knows by then that it matters
    public Optional<Edition> edition(String slug, Consumer<Set<String>> carried) {
        return live.read(generation -> edition(generation, slug, carried));
    }

    private Optional<Edition> edition(Generation generation, String slug, Consumer<Set<String>> carried) {
        var document = generation
                .collection(Projection.PLANETS)
                .find(new Document("_id", slug))
                .first();
        var planet = document == null ? null : value(document, Planet.class);
        if (planet == null) {
            return Optional.empty();
        }
        var feedIds = planet.subscriptions().stream().map(Subscription::feedId).collect(Collectors.toSet());
        carried.accept(feedIds);
        return Optional.of(new Edition(
                planet,
                home(planet),
                posts(generation, planet),
                marks(generation, feedIds),
                tallies(generation, new Document("planet", slug).append("outcome", "shown"), "$subscription")));
    }

    private String home(Planet planet) {
        var own = Web.address(planet.link());
        return Web.folder(own == null ? publicUrl + planet.planet() : own);
    }

    private static List<Post> posts(Generation generation, Planet planet) {
        var placements = placements(generation, planet);
        var entries = byId(
                generation.collection(Projection.ENTRIES),
                placements.stream().map(Placement::entryId).toList(),
                Entry.class);
        var subscriptions = new HashMap<String, Subscription>();
        planet.subscriptions().forEach(subscription -> subscriptions.put(subscription.id(), subscription));
        var posts = new ArrayList<Post>();
        for (var placement : placements) {
            var entry = entries.get(placement.entryId());
            var subscription = subscriptions.get(placement.subscription());
            // Entries, planets and placements change one after the other: what has lost its other half is on its way
            // out.
            if (entry != null && subscription != null) {
                posts.add(new Post(entry, placement, subscription));
            }
        }
        return posts;
    }

    private static List<Placement> placements(Generation generation, Planet planet) {
        var shown = new ArrayList<Placement>();
        var found = generation
                .collection(Projection.PLACEMENTS)
                .find(new Document("planet", planet.planet()).append("outcome", "shown"))
                .sort(new Document("rankAt", -1).append("_id", 1))
                .limit(Math.clamp(planet.items(), 1, MAX_ITEMS));
        for (var document : found) {
            var placement = value(document, Placement.class);
            if (placement != null) {
                shown.add(placement);
            }
        }
        if (planet.days() > 0 && !shown.isEmpty()) {
            var oldest = shown.getFirst().rankAt().minus(Duration.ofDays(planet.days()));
            shown.removeIf(placement -> placement.rankAt().isBefore(oldest));
        }
        return shown;
    }

    private static Map<String, FeedMark> marks(Generation generation, Set<String> feedIds) {
        var marks = new HashMap<String, FeedMark>();
        byId(generation.collection(Projection.FEEDS), feedIds, FeedStatus.class)
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

    private static <T> Map<String, T> byId(
            MongoCollection<Document> collection, Collection<String> ids, Class<T> type) {
        var values = new HashMap<String, T>();
        for (var document : collection.find(new Document("_id", new Document("$in", ids)))) {
            var value = value(document, type);
            if (value != null) {
                values.put(document.getString("_id"), value);
            }
        }
        return values;
    }

    private static Instant instant(@Nullable Date date) {
        return date == null ? Instant.EPOCH : date.toInstant();
    }

    /// Null where the document only marks that something is gone.
    private static <T> @Nullable T value(Document document, Class<T> type) {
        var value = document.get(VALUE);
        return value == null ? null : EventCodec.json().convertValue(value, type);
    }
}
