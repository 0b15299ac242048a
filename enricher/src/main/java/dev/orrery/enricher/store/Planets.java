package dev.orrery.enricher.store;

import com.mongodb.client.model.Indexes;
import dev.orrery.events.Planet;
import dev.orrery.events.Projection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The collection `planets`.
public final class Planets {
    private static final String FEEDS = "feedIds";
    private static final String REVISION = "revision";
    private static final Document WHOLE = new Document();
    private static final Document ONLY_FEEDS = new Document(FEEDS, 1);

    private final Guarded documents;
    private final Newest newest;

    public Planets(Generation generation) {
        this.documents = new Guarded(generation.collection(Projection.PLANETS));
        this.newest = new Newest(documents);
    }

    void index() {
        documents.index(Indexes.ascending(FEEDS));
    }

    public void merge(List<StoredPlanet> candidates) {
        newest.merge(candidates.stream().map(Planets::document).toList());
    }

    /// Those that carry one of the feeds, and those named.
    public Map<String, StoredPlanet> read(Collection<String> feeds, Collection<String> slugs) {
        var planets = new HashMap<String, StoredPlanet>();
        find(feeds, slugs, WHOLE).forEach((slug, document) -> planets.put(slug, planet(document)));
        return planets;
    }

    public Map<String, String> revs(Collection<String> slugs) {
        return documents.revs(slugs);
    }

    /// How many planets carry each of the feeds.
    public Map<String, Integer> carriers(Collection<String> feeds) {
        var carriers = new HashMap<String, Integer>();
        find(feeds, List.of(), ONLY_FEEDS).values().forEach(planet -> planet.getList(FEEDS, String.class)
                .forEach(feed -> carriers.merge(feed, 1, Integer::sum)));
        return carriers;
    }

    private Map<String, Document> find(Collection<String> feeds, Collection<String> slugs, Bson projection) {
        var found = new HashMap<String, Document>();
        if (!feeds.isEmpty()) {
            var carrying = documents.collection().find(Guarded.anyOf(FEEDS, feeds));
            carrying.projection(projection).forEach(each -> found.put(each.getString(Guarded.ID), each));
        }
        var others = slugs.stream().filter(slug -> !found.containsKey(slug)).toList();
        documents.read(others, projection).forEach(each -> found.put(each.getString(Guarded.ID), each));
        return found;
    }

    private static Document document(StoredPlanet planet) {
        var document = new Document(Guarded.ID, planet.slug())
                .append(Guarded.REV, planet.rev())
                .append(REVISION, planet.revision())
                .append(FEEDS, planet.feeds().stream().sorted().toList())
                .append("deleted", planet.value() == null);
        return planet.value() == null ? document : document.append(Guarded.VALUE, Values.document(planet.value()));
    }

    private static StoredPlanet planet(Document document) {
        var value = Values.read(document, Planet.class);
        return value == null
                ? StoredPlanet.deleted(
                        document.getString(Guarded.ID),
                        document.get(REVISION, Number.class).longValue())
                : StoredPlanet.of(value, document.getString(Guarded.REV));
    }
}
