package dev.orrery.enricher.store;

import com.mongodb.client.model.Indexes;
import dev.orrery.events.Planet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// The collection `planets`.
public final class Planets {
    private static final String FEEDS = "feedIds";
    private static final String REVISION = "revision";
    private static final Document WHOLE = new Document();

    private final Documents documents;
    private final Newest newest;

    Planets(Documents documents) {
        this.documents = documents;
        this.newest = new Newest(documents);
    }

    void index() {
        documents.index(Indexes.ascending(FEEDS));
    }

    public void merge(List<StoredPlanet> candidates) {
        newest.merge(candidates.stream().map(Planets::document).toList());
    }

    public Map<String, StoredPlanet> read(Collection<String> slugs) {
        var planets = new HashMap<String, StoredPlanet>();
        documents.read(slugs, WHOLE).forEach(each -> planets.put(each.getString(Documents.ID), planet(each)));
        return planets;
    }

    public Map<String, String> revs(Collection<String> slugs) {
        return documents.revs(slugs);
    }

    private static Document document(StoredPlanet planet) {
        var document = new Document(Documents.ID, planet.slug())
                .append(Documents.REV, planet.rev())
                .append(REVISION, planet.revision())
                .append(FEEDS, planet.feeds().stream().sorted().toList())
                .append("deleted", planet.value() == null);
        return planet.value() == null ? document : document.append(Documents.VALUE, Values.document(planet.value()));
    }

    private static StoredPlanet planet(Document document) {
        var value = Values.read(document, Planet.class);
        return value == null
                ? StoredPlanet.deleted(
                        document.getString(Documents.ID),
                        document.get(REVISION, Number.class).longValue())
                : StoredPlanet.of(value, document.getString(Documents.REV));
    }
}
