package dev.orrery.enricher.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/// A collection whose documents are replaced only by those who have read them: every write names the `rev` it replaces.
final class Guarded implements Documents {
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final int BULK = 500;

    private final MongoCollection<Document> collection;

    Guarded(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public void index(Bson... indexes) {
        for (var index : indexes) {
            collection.createIndex(index);
        }
    }

    @Override
    public Map<String, String> revs(Collection<String> ids) {
        var revs = HashMap.<String, String>newHashMap(ids.size());
        if (!ids.isEmpty()) {
            for (var found : collection.find(anyOf(ID, ids)).projection(new Document(REV, 1))) {
                revs.put(found.getString(ID), found.getString(REV));
            }
        }
        return revs;
    }

    @Override
    public List<Document> read(Collection<String> ids, Bson projection) {
        return ids.isEmpty()
                ? List.of()
                : collection.find(anyOf(ID, ids)).projection(projection).into(new ArrayList<>(ids.size()));
    }

    @Override
    public void having(String field, Collection<String> values, Bson projection, Consumer<Document> found) {
        if (!values.isEmpty()) {
            collection.find(anyOf(field, values)).projection(projection).forEach(found);
        }
    }

    @Override
    public void lacking(
            String field,
            String value,
            String other,
            Collection<String> values,
            Bson projection,
            Consumer<Document> found) {
        var filter = new Document(field, value).append(other, new Document("$nin", List.copyOf(values)));
        collection.find(filter).projection(projection).forEach(found);
    }

    @Override
    public Set<String> swap(List<Swap> swaps) {
        var lost = new HashSet<String>();
        for (int from = 0; from < swaps.size(); from += BULK) {
            lost.addAll(swapBulk(swaps.subList(from, Math.min(from + BULK, swaps.size()))));
        }
        return lost;
    }

    @Override
    public void remove(Map<String, String> revs) {
        var deletions = new ArrayList<WriteModel<Document>>();
        revs.forEach((id, rev) -> deletions.add(new DeleteOneModel<>(new Document(ID, id).append(REV, rev))));
        for (int from = 0; from < deletions.size(); from += BULK) {
            collection.bulkWrite(deletions.subList(from, Math.min(from + BULK, deletions.size())), UNORDERED);
        }
    }

    static Document anyOf(String field, Collection<String> values) {
        return new Document(field, new Document("$in", List.copyOf(values)));
    }

    private Set<String> swapBulk(List<Swap> swaps) {
        var models = new ArrayList<WriteModel<Document>>(swaps.size());
        var replaced = new HashMap<String, String>();
        for (var swap : swaps) {
            if (swap.read() == null) {
                models.add(new InsertOneModel<>(swap.next()));
            } else {
                replaced.put(swap.id(), swap.rev());
                var asRead = new Document(ID, swap.id()).append(REV, swap.read());
                models.add(new ReplaceOneModel<>(asRead, swap.next()));
            }
        }
        var lost = new HashSet<String>();
        int matched = write(models, swaps, lost);
        if (matched < replaced.size()) {
            var stored = revs(replaced.keySet());
            replaced.forEach((id, rev) -> {
                if (!rev.equals(stored.get(id))) {
                    lost.add(id);
                }
            });
        }
        return lost;
    }

    private int write(List<WriteModel<Document>> models, List<Swap> swaps, Set<String> lost) {
        try {
            return collection.bulkWrite(models, UNORDERED).getMatchedCount();
        } catch (MongoBulkWriteException e) {
            for (var error : e.getWriteErrors()) {
                if (!isDuplicate(error)) {
                    throw e;
                }
                lost.add(swaps.get(error.getIndex()).id());
            }
            return e.getWriteResult().getMatchedCount();
        }
    }

    private static boolean isDuplicate(BulkWriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
