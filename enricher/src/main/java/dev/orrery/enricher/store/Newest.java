package dev.orrery.enricher.store;

import dev.orrery.enricher.store.Documents.Swap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Merges records into a collection so that of all records of a key the one with the greatest `rev` stays, whoever else
/// writes at the same time.
final class Newest {
    /// What became of the newest record of a key in a batch.
    enum Fate {
        WRITTEN,
        /// It is what is stored already.
        SAME,
        /// What is stored is newer.
        OLDER
    }

    /// @param fate     of the newest record of the key
    /// @param replayed one of its records was known before, so whoever handled it then may not have come to an end
    record Merged(Fate fate, boolean replayed) {}

    private static final Document ONLY_REV = new Document(Documents.REV, 1);

    private final Documents documents;
    private final Document projection;

    Newest(Documents documents) {
        this(documents, ONLY_REV);
    }

    /// @param projection what is read of a document before it is replaced; at least its `rev`
    Newest(Documents documents, Document projection) {
        this.documents = documents;
        this.projection = projection;
    }

    /// Told of a document and the next one before that takes its place; that it does is not certain.
    interface Replacing {
        void replacing(Document stored, Document next);

        /// Told once all were named that are to be replaced at once.
        void ready();
    }

    private static final Replacing UNWATCHED = new Replacing() {
        @Override
        public void replacing(Document stored, Document next) {}

        @Override
        public void ready() {}
    };

    /// @param candidates with `_id` and `rev`; several may have the same `_id`
    Map<String, Merged> merge(List<Document> candidates) {
        return merge(candidates, UNWATCHED);
    }

    Map<String, Merged> merge(List<Document> candidates, Replacing replacing) {
        var newest = new HashMap<String, Document>();
        var oldest = new HashMap<String, String>();
        for (var candidate : candidates) {
            var id = candidate.getString(Documents.ID);
            newest.merge(id, candidate, (one, other) -> rev(one).compareTo(rev(other)) >= 0 ? one : other);
            oldest.merge(id, rev(candidate), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        var merged = new HashMap<String, Merged>();
        // Each time somebody was quicker something newer is stored, so this comes to an end.
        while (!newest.isEmpty()) {
            round(newest, oldest, merged, replacing);
        }
        return merged;
    }

    private void round(
            Map<String, Document> pending,
            Map<String, String> oldest,
            Map<String, Merged> merged,
            Replacing replacing) {
        var stored = new HashMap<String, Document>();
        documents.read(pending.keySet(), projection).forEach(each -> stored.put(each.getString(Documents.ID), each));
        var swaps = new ArrayList<Swap>();
        pending.forEach((id, mine) -> {
            var known = stored.get(id);
            var rev = known == null ? null : rev(known);
            boolean replayed = rev != null && oldest.getOrDefault(id, "").compareTo(rev) <= 0;
            int order = rev == null ? 1 : rev(mine).compareTo(rev);
            if (order > 0) {
                if (known != null) {
                    replacing.replacing(known, mine);
                }
                swaps.add(new Swap(id, rev, mine));
                merged.put(id, new Merged(Fate.WRITTEN, replayed));
            } else {
                merged.put(id, new Merged(order == 0 ? Fate.SAME : Fate.OLDER, replayed));
            }
        });
        replacing.ready();
        pending.keySet().retainAll(documents.swap(swaps));
    }

    private static String rev(Document document) {
        return document.getString(Documents.REV);
    }
}
