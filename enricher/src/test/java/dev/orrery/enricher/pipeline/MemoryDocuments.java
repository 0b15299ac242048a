package dev.orrery.enricher.pipeline;

import dev.orrery.enricher.store.Documents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;

/// A collection in memory that keeps what [Documents] promises and not more: between any two documents that are read or
/// written, others may write.
final class MemoryDocuments implements Documents {
    private static final DocumentCodec CODEC = new DocumentCodec();

    private final Map<String, Document> documents = new TreeMap<>();
    private final Runnable step;

    /// @param step called before each document is read or written; may take its time, or throw
    MemoryDocuments(Runnable step) {
        this.step = step;
    }

    Map<String, Document> documents() {
        return documents;
    }

    @Override
    public void index(Bson... indexes) {}

    @Override
    public Map<String, String> revs(Collection<String> ids) {
        var revs = new HashMap<String, String>();
        read(ids, new Document()).forEach(document -> revs.put(document.getString(ID), document.getString(REV)));
        return revs;
    }

    @Override
    public List<Document> read(Collection<String> ids, Bson projection) {
        var found = new ArrayList<Document>();
        for (var id : List.copyOf(ids)) {
            step.run();
            var document = documents.get(id);
            if (document != null) {
                found.add(document);
            }
        }
        return found;
    }

    @Override
    public void having(String field, Collection<String> values, Bson projection, Consumer<Document> found) {
        var wanted = Set.copyOf(values);
        scan(found, document -> {
            var value = document.get(field);
            return value instanceof List<?> list
                    ? list.stream().anyMatch(wanted::contains)
                    : value != null && wanted.contains(value);
        });
    }

    @Override
    public void lacking(
            String field,
            String value,
            String other,
            Collection<String> values,
            Bson projection,
            Consumer<Document> found) {
        var unwanted = Set.copyOf(values);
        scan(found, document -> {
            var has = document.get(other);
            return value.equals(document.get(field)) && (has == null || !unwanted.contains(has));
        });
    }

    /// What is written meanwhile may be found or not.
    private void scan(Consumer<Document> found, Predicate<Document> filter) {
        for (var id : List.copyOf(documents.keySet())) {
            step.run();
            var document = documents.get(id);
            if (document != null && filter.test(document)) {
                found.accept(document);
            }
        }
    }

    @Override
    public Set<String> swap(List<Swap> swaps) {
        var lost = new HashSet<String>();
        for (var swap : swaps) {
            step.run();
            var stored = documents.get(swap.id());
            var rev = stored == null ? null : stored.getString(REV);
            if (rev == null ? swap.read() == null : rev.equals(swap.read())) {
                // Through the wire's format, as a server would give it back.
                documents.put(swap.id(), new RawBsonDocument(swap.next(), CODEC).decode(CODEC));
            } else {
                lost.add(swap.id());
            }
        }
        return lost;
    }

    @Override
    public void remove(Map<String, String> revs) {
        revs.forEach((id, rev) -> {
            step.run();
            var stored = documents.get(id);
            if (stored != null && rev.equals(stored.getString(REV))) {
                documents.remove(id);
            }
        });
    }
}
