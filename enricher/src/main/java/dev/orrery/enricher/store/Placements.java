package dev.orrery.enricher.store;

import com.mongodb.client.model.Indexes;
import dev.orrery.enricher.store.Documents.Swap;
import dev.orrery.events.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The collection `placements`.
///
/// A placement that must go is first replaced by a marker without outcome and value, then its tombstone is produced,
/// then the marker is removed: a reader that hears of the tombstone finds no placement, and an enricher that dies in
/// between leaves a marker, by which the next one knows that a tombstone is owed.
public final class Placements {
    private static final String PLANET = "planet";
    private static final String ENTRY = "entryId";
    private static final String FEED = "feedId";
    private static final String OUTCOME = "outcome";
    private static final String RANK = "rankAt";
    private static final String SUBSCRIPTION = "subscription";
    private static final String TAGS = "value.tags.tag";
    private static final String AUTHORS = "value.entry.authors";
    private static final Document KEY = new Document(PLANET, 1).append(ENTRY, 1);

    private final Documents documents;

    Placements(Documents documents) {
        this.documents = documents;
    }

    /// A document to write.
    ///
    /// @param read      the `rev` of the document it replaces; null if there is none
    /// @param rev       see [PlacementRev]
    /// @param placement null for a marker
    public record Change(
            PlacementKey key,
            @Nullable String read,
            String rev,
            @Nullable Placement placement) {}

    void index() {
        documents.index(
                Indexes.compoundIndex(
                        Indexes.ascending(PLANET, OUTCOME), Indexes.descending(RANK), Indexes.ascending(Documents.ID)),
                Indexes.compoundIndex(Indexes.ascending(PLANET, TAGS), Indexes.descending(RANK)),
                Indexes.compoundIndex(Indexes.ascending(PLANET, AUTHORS), Indexes.descending(RANK)),
                Indexes.compoundIndex(Indexes.ascending(PLANET, SUBSCRIPTION), Indexes.descending(RANK)),
                Indexes.ascending(ENTRY),
                Indexes.ascending(PLANET, FEED));
    }

    public Map<String, String> revs(Collection<String> ids) {
        return documents.revs(ids);
    }

    /// Those that are there, by id.
    public Map<String, Placement> read(Collection<String> ids) {
        var found = new HashMap<String, Placement>();
        for (var document : documents.read(ids, new Document())) {
            var placement = Values.read(document, Placement.class);
            if (placement != null) {
                found.put(document.getString(Documents.ID), placement);
            }
        }
        return found;
    }

    /// All of a planet's, one after the other.
    public void ofPlanet(String planet, Consumer<Placement> each) {
        documents.having(PLANET, List.of(planet), new Document(), document -> {
            var placement = Values.read(document, Placement.class);
            if (placement != null) {
                each.accept(placement);
            }
        });
    }

    /// @return the ids of those whose document was no longer the one that was read
    public Set<String> write(List<Change> changes) {
        return documents.swap(changes.stream()
                .map(change -> new Swap(change.key().id(), change.read(), document(change)))
                .toList());
    }

    /// @param revs by id; what has another rev by now stays
    public void remove(Map<String, String> revs) {
        documents.remove(revs);
    }

    /// Everything that is stored for a planet but belongs to none of its feeds, a part at a time.
    public void strays(String planet, Collection<String> feeds, int atOnce, Consumer<List<PlacementKey>> part) {
        var all = new ArrayList<PlacementKey>();
        documents.lacking(PLANET, planet, FEED, feeds, KEY, found -> all.add(key(found)));
        for (int from = 0; from < all.size(); from += atOnce) {
            part.accept(all.subList(from, Math.min(from + atOnce, all.size())));
        }
    }

    private static PlacementKey key(Document found) {
        return new PlacementKey(found.getString(PLANET), found.getString(ENTRY));
    }

    private static Document document(Change change) {
        var document = new Document(Documents.ID, change.key().id())
                .append(Documents.REV, change.rev())
                .append(PLANET, change.key().planet())
                .append(ENTRY, change.key().entryId());
        var placement = change.placement();
        if (placement == null) {
            return document.append("gone", true);
        }
        var value = Values.document(placement);
        return document.append(FEED, placement.feedId())
                .append("subscription", placement.subscription())
                .append(OUTCOME, value.getString(OUTCOME).getValue())
                .append(RANK, Date.from(placement.rankAt()))
                .append(Documents.VALUE, value);
    }
}
