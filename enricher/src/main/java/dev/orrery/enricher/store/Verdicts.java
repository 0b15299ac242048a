package dev.orrery.enricher.store;

import dev.orrery.events.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// The collection `verdicts`.
public final class Verdicts {
    private final Documents documents;
    private final Newest newest;

    Verdicts(Documents documents) {
        this.documents = documents;
        this.newest = new Newest(documents);
    }

    public void merge(List<StoredVerdict> candidates) {
        newest.merge(candidates.stream().map(Verdicts::document).toList());
    }

    public Map<String, StoredVerdict> read(Collection<PlacementKey> keys) {
        var byId = new HashMap<String, PlacementKey>();
        keys.forEach(key -> byId.put(key.id(), key));
        var verdicts = new HashMap<String, StoredVerdict>();
        for (var document : documents.read(byId.keySet(), new Document())) {
            var id = document.getString(Documents.ID);
            var key = byId.get(id);
            if (key != null) {
                var rev = document.getString(Documents.REV);
                verdicts.put(id, new StoredVerdict(key, rev, Values.read(document, Verdict.class)));
            }
        }
        return verdicts;
    }

    public Map<String, String> revs(Collection<String> ids) {
        return documents.revs(ids);
    }

    private static Document document(StoredVerdict verdict) {
        var document = new Document(Documents.ID, verdict.key().id())
                .append(Documents.REV, verdict.rev())
                .append("planet", verdict.key().planet())
                .append("entryId", verdict.key().entryId())
                .append("undone", verdict.value() == null);
        return verdict.value() == null ? document : document.append(Documents.VALUE, Values.document(verdict.value()));
    }
}
