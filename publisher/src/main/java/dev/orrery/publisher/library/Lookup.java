package dev.orrery.publisher.library;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.orrery.events.Entry;
import dev.orrery.events.FeedStatus;
import dev.orrery.events.Placement;
import dev.orrery.events.Planet;
import dev.orrery.events.Planet.Subscription;
import dev.orrery.events.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Finds a single post of a planet, whether it is shown or not.
final class Lookup {
    private static final String ID = "_id";

    /// Who asks for more than that asks for something else.
    private static final int MOST = 10;

    private static final int SHORTEST_TITLE = 3;

    private final Generation generation;
    private final Planet planet;
    private final String home;

    Lookup(Generation generation, Planet planet, String home) {
        this.generation = generation;
        this.planet = planet;
        this.home = home;
    }

    Story story(String entryId) {
        var placement = placement(entryId);
        if (placement == null) {
            return new Story(planet, home, entryId, null, isWithdrawn(entryId));
        }
        var original = placement.duplicateOf() == null ? null : placement(placement.duplicateOf());
        var decision = new Story.Decision(placement, entry(entryId), subscription(placement), original);
        return new Story(planet, home, entryId, decision, false);
    }

    /// A filter over what placements say of their entries: entries themselves would have to be read whole.
    Findings findings(Question question) {
        var posts = posts(question);
        return new Findings(planet, home, posts, posts.isEmpty() ? carried(question) : List.of());
    }

    private List<Placement> posts(Question question) {
        if (question.entryId() != null) {
            var known = placement(question.entryId());
            return known == null ? List.of() : List.of(known);
        }
        if (!question.isAddress()) {
            return question.text().length() < SHORTEST_TITLE
                    ? List.of()
                    : where("value.entry.title", question.titles());
        }
        for (var link : question.links()) {
            var found = where("value.entry.link", link);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Placement> where(String field, Pattern pattern) {
        var found = new ArrayList<Placement>();
        for (var document : generation
                .collection(Projection.PLACEMENTS)
                .find(Filters.and(Filters.eq("planet", planet.planet()), Filters.regex(field, pattern)))
                .sort(Sorts.orderBy(Sorts.descending("rankAt"), Sorts.ascending(ID)))
                .limit(MOST)) {
            var placement = Recent.value(document, Placement.class);
            if (placement != null) {
                found.add(placement);
            }
        }
        return found;
    }

    private List<Findings.Carried> carried(Question question) {
        var host = question.host();
        if (host == null) {
            return List.of();
        }
        var carried = new ArrayList<Findings.Carried>();
        for (var subscription : planet.subscriptions()) {
            var feed = value(Projection.FEEDS, subscription.feedId(), FeedStatus.class);
            var addresses = new ArrayList<@Nullable String>();
            addresses.add(subscription.site());
            addresses.add(subscription.feedUrl());
            if (feed != null) {
                addresses.add(feed.url());
                addresses.add(feed.site());
            }
            if (addresses.stream().anyMatch(address -> host.equals(Question.plain(Web.host(address))))) {
                carried.add(new Findings.Carried(subscription, feed));
            }
        }
        return carried;
    }

    private @Nullable Placement placement(String entryId) {
        return value(Projection.PLACEMENTS, Placement.key(planet.planet(), entryId), Placement.class);
    }

    private @Nullable Entry entry(String entryId) {
        return value(Projection.ENTRIES, entryId, Entry.class);
    }

    private boolean isWithdrawn(String entryId) {
        var document = document(Projection.ENTRIES, entryId);
        return document != null && Recent.value(document, Entry.class) == null;
    }

    private @Nullable Subscription subscription(Placement placement) {
        return planet.subscriptions().stream()
                .filter(one -> one.id().equals(placement.subscription()))
                .findFirst()
                .orElse(null);
    }

    private <T> @Nullable T value(String collection, String id, Class<T> type) {
        var document = document(collection, id);
        return document == null ? null : Recent.value(document, type);
    }

    private @Nullable Document document(String collection, String id) {
        return generation.collection(collection).find(new Document(ID, id)).first();
    }
}
